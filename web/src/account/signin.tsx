// Who is asking.
import { useState } from "preact/hooks";
import { signIn } from "../api/client";
import { asProblem } from "../components/asked";
import { Notice } from "../components/controls";

export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    setProblem(null);
    try {
      await signIn(String(fields.get("user")), String(fields.get("password")));
      onSignedIn();
    } catch (cause) {
      setProblem(asProblem(cause).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="sign-in" onSubmit={(event) => void submit(event)}>
      <h1>Sign in</h1>
      <label class="field stacked">
        <span>User</span>
        <input name="user" autocomplete="username" required autofocus />
      </label>
      <label class="field stacked">
        <span>Password</span>
        <input name="password" type="password" autocomplete="current-password" required />
      </label>
      {problem && <Notice>{problem}</Notice>}
      <button type="submit" class="button primary" disabled={busy}>
        Sign in
      </button>
    </form>
  );
}
