import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from "@tanstack/react-router";
import type { Plan } from "@/api/types";
import { readSearch as readBoardSearch, type BoardSearch } from "@/features/dashboards/search";
import type { ExploreSearch } from "@/features/explore/page";
import { readSearch, type ForecastSearch } from "@/features/forecast/search";
import { Failed } from "./failed";
import { Frame } from "./frame";
import { NotFound } from "./not-found";

export interface AskSearch {
  q?: string;
  plan?: Plan;
  before?: Plan;
}

const isPlan = (value: unknown): value is Plan =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: Failed,
});

/** A page asks for what it shows as soon as its part of the program is there; nobody waits. */
const ask = async (route: Promise<{ ask: () => void }>) => (await route).ask();

export const homeRoute = createRoute({
  getParentRoute: () => root,
  path: "/",
  loader: () => ask(import("./home-route")),
  component: lazyRouteComponent(() => import("./home-route"), "HomeRoute"),
});

export const askRoute = createRoute({
  getParentRoute: () => root,
  path: "/ask",
  validateSearch: (search: Record<string, unknown>): AskSearch => ({
    // The router reads "2024" as a number; a question is text whatever it looks like.
    ...(search.q === undefined ? {} : { q: String(search.q as string | number | boolean) }),
    ...(isPlan(search.plan) ? { plan: search.plan } : {}),
    ...(isPlan(search.before) ? { before: search.before } : {}),
  }),
  loaderDeps: ({ search }) => ({ isWelcome: search.q === undefined }),
  loader: ({ deps }) => (deps.isWelcome ? ask(import("./ask-route")) : undefined),
  component: lazyRouteComponent(() => import("./ask-route"), "AskRoute"),
});

export interface BoardsSearch {
  /** A question whose answer is to be put on a board. */
  pin?: string;
  plan?: Plan;
}

export const boardsRoute = createRoute({
  getParentRoute: () => root,
  path: "/boards",
  validateSearch: (search: Record<string, unknown>): BoardsSearch => ({
    ...(search.pin === undefined ? {} : { pin: String(search.pin as string | number | boolean) }),
    ...(isPlan(search.plan) ? { plan: search.plan } : {}),
  }),
  component: lazyRouteComponent(() => import("./boards-route"), "BoardsRoute"),
});

export const boardRoute = createRoute({
  getParentRoute: () => root,
  path: "/boards/$board",
  validateSearch: (search: Record<string, unknown>): BoardSearch => readBoardSearch(search),
  loaderDeps: ({ search }) => ({ isStored: Object.keys(search).length === 0 }),
  loader: async ({ deps, params }) => {
    const { ask } = await import("./board-route");
    if (deps.isStored) ask(params.board);
  },
  component: lazyRouteComponent(() => import("./board-route"), "BoardRoute"),
});

/** For those who were given a link; it stands outside of the frame. */
export const sharedRoute = createRoute({
  getParentRoute: () => root,
  path: "/shared/$token",
  component: lazyRouteComponent(() => import("./shared-route"), "SharedRoute"),
});

export const dataRoute = createRoute({
  getParentRoute: () => root,
  path: "/data",
  component: lazyRouteComponent(() => import("@/features/data/page"), "DataPage"),
});

export const forecastRoute = createRoute({
  getParentRoute: () => root,
  path: "/forecast",
  validateSearch: (search: Record<string, unknown>): ForecastSearch => readSearch(search),
  component: lazyRouteComponent(() => import("./forecast-route"), "ForecastRoute"),
});

export const exploreRoute = createRoute({
  getParentRoute: () => root,
  path: "/explore",
  validateSearch: (search: Record<string, unknown>): ExploreSearch => ({
    ...(search.tab === "sql" ? { tab: "sql" } : {}),
    ...(isPlan(search.plan) ? { plan: search.plan } : {}),
    ...(typeof search.sql === "string" ? { sql: search.sql } : {}),
  }),
  component: lazyRouteComponent(() => import("./explore-route"), "ExploreRoute"),
});

export const settingsRoute = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings-route"), "SettingsRoute"),
});

const TABS = ["columns", "rows", "rejects", "cleaning", "quality"];

export const tableRoute = createRoute({
  getParentRoute: () => root,
  path: "/data/$table",
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    TABS.includes(search.tab as string) ? { tab: search.tab as string } : {},
  component: lazyRouteComponent(() => import("./table-route"), "TableRoute"),
});

const routeTree = root.addChildren([
  homeRoute,
  askRoute,
  boardsRoute,
  boardRoute,
  sharedRoute,
  dataRoute,
  tableRoute,
  forecastRoute,
  exploreRoute,
  settingsRoute,
]);

/** `history`: the browser's own, but for pages that are drawn at build time. */
export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    ...(history && { history }),
    defaultPreload: "intent",
    // It writes a script into what is drawn at build time, which the policy would refuse.
    scrollRestoration: !history,
    defaultErrorComponent: Failed,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
