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

export function Providers({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
