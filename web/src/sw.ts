/// <reference lib="webworker" />
// The service worker: the application opens without a connection, and boards, Home and tables seen
// last are readable, marked as old. scripts/worker.ts builds it as /sw.js and puts the list of
// files in.
//
// The files have a hash in their name or in the list, and come from here. What the server says is
// api/kept.ts. A new version waits until the person reloads, so that no page loses its parts.
import { CacheExpiration } from "workbox-expiration";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import {
  answer,
  answerSession,
  isKept,
  KEPT_CACHE,
  personOf,
  SESSION_PATH,
  type Shelf,
  type Ways,
} from "@/api/kept";

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build. */
declare const FILES: PrecacheEntry[];

const ANSWERS_KEPT = 400;
const DAYS_KEPT = 30;
const DAY_S = 24 * 3600;

precacheAndRoute(FILES);
cleanupOutdatedCaches();

// Every page of the application is the same document; what the server draws itself is not.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("/index.html"), {
    denylist: [/^\/(api|docs|healthz|readyz|metrics)(\/|$)/, /\.\w+$/],
  }),
);

const expiry = new CacheExpiration(KEPT_CACHE, {
  maxEntries: ANSWERS_KEPT,
  maxAgeSeconds: DAYS_KEPT * DAY_S,
});

const shelf: Shelf = {
  find: async (key) => {
    if (await expiry.isURLExpired(key)) return undefined;
    return (await caches.open(KEPT_CACHE)).match(key);
  },
  keep: async (key, response) => {
    await (await caches.open(KEPT_CACHE)).put(key, response);
    await expiry.updateTimestamp(key);
    await expiry.expireEntries();
  },
  forget: async (key) => {
    await (await caches.open(KEPT_CACHE)).delete(key);
  },
  forgetAll: async () => {
    await caches.delete(KEPT_CACHE);
  },
};

const SESSION = new URL(SESSION_PATH, self.location.origin).href;
/** A page asks for its session together with all else: whose that is shows when it has come. */
let sessionComing: Promise<unknown> = Promise.resolve();

const waysOf = (event: ExtendableEvent): Ways => ({
  shelf,
  ask: (asked) => fetch(asked.clone()),
  later: (work) => event.waitUntil(work),
  now: () => new Date(),
  person: async () => personOf(await shelf.find(SESSION)),
  sessionCame: () => sessionComing,
});

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === SESSION_PATH,
  ({ request, event }) => {
    const answered = answerSession(request, waysOf(event));
    sessionComing = answered.catch(() => undefined);
    return answered;
  },
);

for (const method of ["GET", "POST"] as const) {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && isKept(method, url.pathname),
    ({ request, event }) => answer(request, waysOf(event)),
    method,
  );
}

self.addEventListener("message", (event: ExtendableMessageEvent) => {
  if (event.data === "take over") void self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
