// The frame round every page.
import { useEffect, useRef, useState } from "preact/hooks";
import { AuditPage } from "./account/audit";
import { SignInPage } from "./account/signin";
import { onSignedOut, pack, session, signOut } from "./api/client";
import type { Pack, Session } from "./api/types";
import { useAsked } from "./components/asked";
import { Busy, IconButton, Notice } from "./components/controls";
import { Icon, type IconName } from "./components/icon";
import { DashboardPage } from "./dashboard/page";
import { DropAnywhere } from "./drop";
import { Help } from "./help";
import { InfoPage } from "./info/page";
import { useShortcuts } from "./keyboard";
import { ReadingPage } from "./reading/page";
import { go, hashOf, useRoute, type Route } from "./router";
import { UploadPage } from "./upload/page";
import { WorklistPage } from "./worklist/page";

const PLACES: { route: Route; words: string; icon: IconName }[] = [
  { route: { page: "upload" }, words: "Upload", icon: "upload" },
  { route: { page: "worklist", query: {} }, words: "Worklist", icon: "list" },
  { route: { page: "dashboard" }, words: "Dashboard", icon: "chart" },
  { route: { page: "info" }, words: "Info", icon: "info" },
];

const TITLES: Record<Route["page"], string> = {
  upload: "Upload",
  worklist: "Worklist",
  reading: "Reading",
  dashboard: "Dashboard",
  info: "Info",
  audit: "Audit trail",
};

function Page({ route, pack, problem }: { route: Route; pack: Pack | null; problem: string | null }) {
  switch (route.page) {
    case "upload":
      return <UploadPage pack={pack} />;
    case "worklist":
      return <WorklistPage query={route.query} pack={pack} />;
    case "reading":
      return <ReadingPage key={route.id} id={route.id} />;
    case "dashboard":
      return <DashboardPage />;
    case "info":
      return <InfoPage pack={pack} problem={problem} />;
    case "audit":
      return <AuditPage />;
  }
}

function Header(props: { route: Route; session: Session; onHelp: () => void; onSignOut: () => void }) {
  const { route, session } = props;
  return (
    <header class="top">
      <a class="brand" href="#/" aria-label="Osteon, to the start">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <circle cx="16" cy="16" r="3" />
          <circle cx="16" cy="16" r="8" />
          <circle cx="16" cy="16" r="13" />
        </svg>
        <span>Osteon</span>
      </a>
      <nav aria-label="Pages">
        {PLACES.map(({ route: to, words, icon }) => (
          <a key={to.page} href={hashOf(to)} aria-current={route.page === to.page ? "page" : undefined}>
            <Icon name={icon} size={18} /> <span>{words}</span>
          </a>
        ))}
      </nav>
      <span class="spring" />
      {session.role === "admin" && session.sign_in_required && (
        <a class="link" href={hashOf({ page: "audit" })}>
          Audit
        </a>
      )}
      {session.sign_in_required && <span class="quiet user">{session.user}</span>}
      <IconButton icon="help" label="Keyboard help" shortcut="?" onClick={props.onHelp} />
      {session.sign_in_required && <IconButton icon="out" label="Sign out" onClick={props.onSignOut} />}
    </header>
  );
}

function Room({ session, onSignOut }: { session: Session; onSignOut: () => void }) {
  const route = useRoute();
  const asked = useAsked(pack, "pack");
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useShortcuts({
    help: () => setHelp(true),
    upload: () => go({ page: "upload" }),
    worklist: () => go({ page: "worklist", query: {} }),
    dashboard: () => go({ page: "dashboard" }),
    info: () => go({ page: "info" }),
  });
  useEffect(() => {
    document.title = `${TITLES[route.page]} · Osteon`;
    // Whoever listens to the page hears that it is another one.
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [route.page]);
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        To the content
      </button>
      <Header route={route} session={session} onHelp={() => setHelp(true)} onSignOut={onSignOut} />
      {/* Info is text alone: only with a place among the tab stops can keys scroll it. */}
      <main ref={main} tabIndex={route.page === "info" ? 0 : -1} class={`at-${route.page}`}>
        <Page route={route} pack={asked.value} problem={asked.problem?.message ?? null} />
      </main>
      <footer class="bottom">
        <span>
          {asked.value?.disclaimer ?? "Supports a reader; not a medical device and not a diagnosis."}
        </span>
        {asked.value && (
          <a href={hashOf({ page: "info" })}>
            {asked.value.name} {asked.value.version}
          </a>
        )}
      </footer>
      <DropAnywhere />
      {help && <Help onClose={() => setHelp(false)} />}
    </>
  );
}

export function App() {
  const { value, problem, again } = useAsked(session, "session");
  useEffect(() => onSignedOut(again), [again]);
  if (problem)
    return (
      <main class="alone">
        <Notice>{problem.message}</Notice>
        <button type="button" class="button" onClick={again}>
          Try again
        </button>
      </main>
    );
  if (!value) return <Busy words="Opening" />;
  if (value.sign_in_required && !value.user)
    return (
      <main class="alone">
        <SignInPage onSignedIn={again} />
        <p class="quiet">Supports a reader; not a medical device and not a diagnosis.</p>
      </main>
    );
  return <Room session={value} onSignOut={() => void signOut().finally(again)} />;
}
