// Registers the service worker, after the page is there, and learns of a new version. Only over
// HTTPS or on this machine: browsers have no workers elsewhere, and the pages work without.
import { createStore } from "@/ui/store";

/** The version that waits; null when there is none. */
export const newVersion = createStore<{ goOver: () => void } | null>(null);

const HOUR_MS = 3_600_000;
const CALM_MS = 4_000;

const reload = () => location.reload();

/** The page is loaded anew once the waiting worker has taken over. */
function offer(waiting: ServiceWorker): void {
  newVersion.set({
    goOver: () => {
      navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
      waiting.postMessage("take over");
    },
  });
}

function watch(registration: ServiceWorkerRegistration): void {
  // Without one in charge this is the first visit, and nothing is replaced.
  const offerNew = (worker: ServiceWorker | null) => {
    if (worker?.state === "installed" && navigator.serviceWorker.controller) offer(worker);
  };
  offerNew(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => offerNew(worker));
  });
  setInterval(() => void registration.update().catch(() => undefined), HOUR_MS);
}

async function register(): Promise<void> {
  // Another window went over: this one's parts may be gone, so it is offered the same.
  if (navigator.serviceWorker.controller)
    navigator.serviceWorker.addEventListener("controllerchange", () =>
      newVersion.set({ goOver: reload }),
    );
  const registration = await navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  if (registration) watch(registration);
}

export function startWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // At the first visit it fetches the whole application: behind all that the page itself needs.
  const wait = navigator.serviceWorker.controller ? 0 : CALM_MS;
  const begin = () => setTimeout(() => void register(), wait);
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}
