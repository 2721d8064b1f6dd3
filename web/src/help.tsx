// The keys, from the table that the pages act by.
import { Dialog, Switch } from "./components/controls";
import { shortcuts } from "./keyboard";
import { set, useSettings } from "./settings";

const SIGNS: Record<string, string> = { Escape: "Esc" };

export function Help({ onClose }: { onClose: () => void }) {
  const { shortcuts: on } = useSettings();
  const places = [...new Set(shortcuts.map(({ where }) => where))];
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <Switch label="Single keys act" on={on} onChange={(value) => set({ shortcuts: value })} />
      <div class="help">
        {places.map((place) => (
          <section key={place}>
            <h3 class="label">{place}</h3>
            <dl>
              {shortcuts
                .filter(({ where }) => where === place)
                .map(({ id, keys, does }) => (
                  <div key={id}>
                    <dt>
                      {keys.map((key) => (
                        <kbd key={key}>{SIGNS[key] ?? key}</kbd>
                      ))}
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p class="quiet">
        Image: drag with the chosen tool; the wheel or two fingers zoom; the middle button moves; the right
        button changes the window; a double click shows all of it. Arrow keys on the image do what the tool
        does, with Shift finely.
      </p>
    </Dialog>
  );
}
