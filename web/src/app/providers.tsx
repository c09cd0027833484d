import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "@/api/client";

const RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    // The server may stand in the same room: whether the browser sees the internet says nothing,
    // and without any connection the service worker has the answers kept last.
    mutations: { networkMode: "always" },
    queries: {
      networkMode: "always",
      staleTime: 15_000,
      // What the server refused stays refused; only a silent or busy one is asked again.
      retry: (failures, error) =>
        failures < RETRIES &&
        error instanceof ApiError &&
        (error.isOffline || error.status === 503),
      refetchOnWindowFocus: false,
    },
  },
});

/** When nothing is on its way any more, or after so long. */
export function answered(mostMs: number): Promise<void> {
  return new Promise((done) => {
    const isQuiet = () => queryClient.isFetching() === 0;
    const stop = queryClient.getQueryCache().subscribe(() => {
      // What came may have let another question follow.
      if (isQuiet()) setTimeout(() => isQuiet() && end(), 0);
    });
    const timer = setTimeout(() => end(), isQuiet() ? 0 : mostMs);
    const end = () => {
      clearTimeout(timer);
      stop();
      done();
    };
  });
}

export function Providers({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
