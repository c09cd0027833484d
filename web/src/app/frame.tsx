import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useStanding } from "@/api/session";
import { ErrorBoundary } from "@/ui/error-boundary";
import { Toaster } from "@/ui/toast";
import { Shell } from "./shell";

const SignIn = lazy(() => import("./sign-in").then((m) => ({ default: m.SignIn })));
const SessionDialog = lazy(() =>
  import("@/features/session/session-dialog").then((m) => ({ default: m.SessionDialog })),
);

/** Pages for those who have a link alone stand without the frame: no way leads further. */
function Bare() {
  return (
    <main id="main" tabIndex={-1}>
      <ErrorBoundary>
        <Outlet />
      </ErrorBoundary>
      <Toaster />
    </main>
  );
}

export function Frame() {
  const bare = useRouterState({ select: (s) => s.location.pathname.startsWith("/shared/") });
  const { asks } = useStanding();
  if (bare) return <Bare />;
  return (
    <>
      {asks !== "page" && <Shell />}
      <Suspense fallback={null}>
        {asks === "page" && <SignIn />}
        {asks === "dialog" && <SessionDialog />}
      </Suspense>
    </>
  );
}
