// A model card's Markdown as elements of the page. The text is never handed to the browser as
// markup: HTML in it is shown as the letters it is, and links lead only to the web.
import { Lexer, type Token, type Tokens } from "marked";
import type { ComponentChildren } from "preact";

/** Relative addresses lead nowhere from here, and other schemes may do things. */
const isSafe = (href: string) => /^https?:\/\//i.test(href);

/** The YAML that Hugging Face's cards begin with is for programs. */
export const withoutFrontMatter = (card: string) => card.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, "");

/** marked escapes what it takes for markup; elements escape by themselves. */
const ENTITIES: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};
const plain = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);

function inline(tokens: Token[] | undefined): ComponentChildren {
  return tokens?.map((token) => {
    switch (token.type) {
      case "strong":
        return <strong>{inline(token.tokens)}</strong>;
      case "em":
        return <em>{inline(token.tokens)}</em>;
      case "del":
        return <del>{inline(token.tokens)}</del>;
      case "codespan":
        return <code>{plain((token as Tokens.Codespan).text)}</code>;
      case "br":
        return <br />;
      case "link": {
        const { href } = token as Tokens.Link;
        return isSafe(href) ? (
          <a href={href} rel="noreferrer noopener" target="_blank">
            {inline(token.tokens)}
          </a>
        ) : (
          <span>{inline(token.tokens)}</span>
        );
      }
      case "image":
        return <em>{(token as Tokens.Image).text}</em>;
      case "text":
        return token.tokens ? inline(token.tokens) : plain((token as Tokens.Text).text);
      case "escape":
        return (token as Tokens.Escape).text;
      default:
        return token.raw;
    }
  });
}

function Table({ token }: { token: Tokens.Table }) {
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            {token.header.map((cell, i) => (
              <th key={i} scope="col">
                {inline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) =>
                j === 0 ? <th scope="row">{inline(cell.tokens)}</th> : <td>{inline(cell.tokens)}</td>,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function block(token: Token): ComponentChildren {
  switch (token.type) {
    case "space":
      return null;
    case "heading": {
      // The page has its own first heading.
      const Level = `h${Math.min(6, (token as Tokens.Heading).depth + 1)}` as "h2";
      return <Level>{inline(token.tokens)}</Level>;
    }
    case "paragraph":
      return <p>{inline(token.tokens)}</p>;
    case "blockquote":
      return <blockquote>{token.tokens?.map(block)}</blockquote>;
    case "code":
      return (
        <pre>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      );
    case "hr":
      return <hr />;
    case "list": {
      const { ordered, items } = token as Tokens.List;
      const List = ordered ? "ol" : "ul";
      return (
        <List>
          {items.map((item, i) => (
            <li key={i}>{item.tokens.map(block)}</li>
          ))}
        </List>
      );
    }
    case "text":
      return inline(token.tokens ?? [token]);
    case "table":
      return <Table token={token as Tokens.Table} />;
    default:
      return <p>{token.raw}</p>;
  }
}

export function Markdown({ text }: { text: string }) {
  return <>{new Lexer({ gfm: true }).lex(withoutFrontMatter(text)).map(block)}</>;
}
