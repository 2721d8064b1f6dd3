import type { ComponentChildren, VNode } from "preact";
import { expect, test } from "vitest";
import { Markdown, withoutFrontMatter } from "./markdown";

interface Element {
  type: string;
  props: Record<string, unknown>;
}

/** Every element and every text that the page would make of it. */
function made(text: string) {
  const elements: Element[] = [];
  const texts: string[] = [];
  const walk = (node: ComponentChildren) => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (typeof node === "string") texts.push(node);
    else if (node && typeof node === "object") {
      const { type, props } = node as VNode<{ children?: ComponentChildren }>;
      if (typeof type === "function") {
        walk((type as (props: unknown) => ComponentChildren)(props));
        return;
      }
      elements.push({ type: type as string, props: props as Record<string, unknown> });
      walk(props.children);
    }
  };
  walk(Markdown({ text }));
  return { elements, texts, types: elements.map(({ type }) => type), text: texts.join("") };
}

test("what a model card is written in becomes elements", () => {
  const { types, text } = made(
    "# A\n\nIt is **sure**, see `x`.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
  );
  expect(types).toEqual(
    expect.arrayContaining(["h2", "p", "strong", "code", "ul", "li", "table", "th", "td"]),
  );
  expect(text).toContain("sure");
});

// A pack comes from anywhere; its card must not run anything in the reading room.
test("markup in a card is shown as letters and never becomes an element", () => {
  const { types, text } = made('<script>alert(1)</script>\n\nA <img src=x onerror="alert(2)"> B\n');
  expect(types.filter((type) => type === "script" || type === "img")).toEqual([]);
  expect(text).toContain("<script>alert(1)</script>");
  expect(text).toContain('onerror="alert(2)"');
});

test.each([
  "javascript:alert(1)",
  "data:text/html,x",
  "JAVASCRIPT:alert(1)",
  "/api/v1/session",
  "//elsewhere",
])("a link to %s leads nowhere", (href) => {
  const { types, text } = made(`[words](${href})`);
  expect(types).not.toContain("a");
  expect(text).toBe("words");
});

test("a link to the web opens apart and says nothing of where it was", () => {
  const link = made("[FracAtlas](https://example.org/x)").elements.find(({ type }) => type === "a");
  expect(link!.props).toMatchObject({
    href: "https://example.org/x",
    target: "_blank",
    rel: "noreferrer noopener",
  });
});

test("pictures are not fetched; their words stay", () => {
  const { types, text } = made("![A curve](https://example.org/x.png)");
  expect(types).not.toContain("img");
  expect(text).toBe("A curve");
});

test("the header that is for programs is left out", () => {
  expect(withoutFrontMatter("---\nlicense: x\ntags: [a]\n---\n\n# A\n")).toBe("\n# A\n");
  expect(withoutFrontMatter("# A\n\n---\n\nB\n")).toBe("# A\n\n---\n\nB\n");
});

test("signs that Markdown escapes are shown as they are", () => {
  expect(made("a < b & c > d, `x < y`").text).toBe("a < b & c > d, x < y");
});
