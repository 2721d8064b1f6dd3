// The few controls that pages share, on the browser's own elements so that keys and screen readers
// know them.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon, type IconName } from "./icon";

/** One of a few words; arrow keys move between them. */
export function Choice<Value extends string>(props: {
  label: string;
  value: Value | null;
  options: readonly { value: Value; words: string; icon?: IconName; hint?: string; tone?: string }[];
  onChange: (value: Value) => void;
  labelled?: boolean;
}) {
  const name = useId();
  return (
    <fieldset class={props.labelled ? "choice inline" : "choice"}>
      <legend class={props.labelled ? "label" : "unseen"}>{props.label}</legend>
      <div class="choice-options">
        {props.options.map(({ value, words, icon, hint, tone }) => (
          <label key={value} class={`choice-option ${tone ?? ""}`} title={hint}>
            <input
              type="radio"
              name={name}
              checked={props.value === value}
              onChange={() => props.onChange(value)}
            />
            <span>
              {icon && <Icon name={icon} size={16} />}
              {words}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Switch(props: {
  label: string;
  on: boolean;
  hint?: string;
  onChange: (on: boolean) => void;
}) {
  return (
    <label class="switch" title={props.hint}>
      <span>{props.label}</span>
      <input
        type="checkbox"
        role="switch"
        checked={props.on}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span class="switch-track" aria-hidden="true" />
    </label>
  );
}

/** A button that is only an icon: its words are its label and its hint. */
export function IconButton(props: {
  icon: IconName;
  label: string;
  shortcut?: string;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-keyshortcuts={props.shortcut}
      title={props.shortcut ? `${props.label} (${props.shortcut})` : props.label}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}

/** A window over the page; the browser keeps the focus inside and Escape closes it. */
export function Dialog(props: { title: string; onClose: () => void; children: ComponentChildren }) {
  const element = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => element.current?.showModal(), []);
  return (
    <dialog
      ref={element}
      aria-labelledby={title}
      onClose={props.onClose}
      onClick={(event) => {
        // The dialog itself is what lies behind its content.
        if (event.target === element.current) event.currentTarget.close();
      }}
    >
      <div class="dialog-inside">
        <header>
          <h2 id={title}>{props.title}</h2>
          <IconButton icon="cross" label="Close" onClick={() => element.current?.close()} />
        </header>
        {props.children}
      </div>
    </dialog>
  );
}

/** Said aloud by screen readers when it appears. */
export function Notice(props: {
  tone?: "problem" | "calm";
  onAgain?: () => void;
  children: ComponentChildren;
}) {
  return (
    <p class={`notice ${props.tone ?? "problem"}`} role={props.tone === "calm" ? "status" : "alert"}>
      {props.children}{" "}
      {props.onAgain && (
        <button type="button" class="link" onClick={props.onAgain}>
          Try again
        </button>
      )}
    </p>
  );
}

export function Busy({ words }: { words: string }) {
  return (
    <p class="busy" role="status">
      <span class="spinner" aria-hidden="true" /> {words}
    </p>
  );
}
