// Which page is shown: the part of the address after #, so that the service needs one file only.
import { useEffect, useState } from "preact/hooks";

export type Route =
  | { page: "upload" }
  | { page: "worklist"; query: Record<string, string> }
  | { page: "reading"; id: string }
  | { page: "dashboard" }
  | { page: "info" }
  | { page: "audit" };

export function routeOf(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page, id] = path.split("/");
  switch (page) {
    case "worklist":
      return { page, query: Object.fromEntries(new URLSearchParams(query)) };
    case "reading":
      return id && /^[0-9a-z]+$/.test(id) ? { page, id } : { page: "upload" };
    case "dashboard":
    case "info":
    case "audit":
      return { page };
    default:
      return { page: "upload" };
  }
}

export function hashOf(route: Route): string {
  switch (route.page) {
    case "upload":
      return "#/";
    case "reading":
      return `#/reading/${route.id}`;
    case "worklist": {
      const query = new URLSearchParams(Object.entries(route.query).filter(([, value]) => value)).toString();
      return `#/worklist${query ? `?${query}` : ""}`;
    }
    default:
      return `#/${route.page}`;
  }
}

export function go(route: Route, replacing = false) {
  if (replacing) location.replace(hashOf(route));
  else location.hash = hashOf(route);
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const changed = () => setRoute(routeOf(location.hash));
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}
