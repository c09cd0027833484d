import { Outlet, useRouterState } from "@tanstack/react-router";
import { ErrorBoundary } from "@/ui/error-boundary";
import { Toaster } from "@/ui/toast";
import { Shell } from "./shell";

/** Pages for those who have a link alone stand without the frame: no way leads further. */
export function Frame() {
  const bare = useRouterState({ select: (s) => s.location.pathname.startsWith("/shared/") });
  if (!bare) return <Shell />;
  return (
    <main id="main" tabIndex={-1}>
      <ErrorBoundary>
        <Outlet />
      </ErrorBoundary>
      <Toaster />
    </main>
  );
}
