import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { tr } from "@/format/words";
import { useWorkspaceSettings } from "@/features/settings/api";
import { importFiles } from "@/features/data/uploads";
import { SessionSign } from "@/features/session/session-sign";
import { ErrorBoundary } from "@/ui/error-boundary";
import { useLanguage } from "@/ui/language";
import { Toaster } from "@/ui/toast";
import { AccountMenu } from "./account-menu";
import { Appearance } from "./appearance";
import { ConnectionSign } from "./connection";
import { DropTarget } from "./drop-target";
import { useServer } from "./live";
import { BottomTabs } from "./bottom-tabs";
import { Brand, SideNav } from "./nav";
import { queryClient } from "./providers";
import { QuestionBar } from "./question-bar";
import { VersionSign } from "./version-sign";

/** After a change of page the focus goes to its heading, as it would in a fresh document. */
function useHeadingFocus() {
  const path = useRouterState({ select: (s) => s.resolvedLocation?.pathname });
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    const from = before.current;
    before.current = path;
    if (from === undefined || path === undefined || from === path) return;
    if (document.activeElement instanceof HTMLInputElement) return;
    document.querySelector<HTMLElement>("main h1")?.focus();
  }, [path]);
}

/** What the server said is asked for again in the new language. */
function useAnswersIn(language: string) {
  const before = useRef(language);
  useEffect(() => {
    if (before.current === language) return;
    before.current = language;
    void queryClient.invalidateQueries();
  }, [language]);
}

/** A change of language draws everything anew: its texts are looked up as they are drawn. */
export function Shell() {
  const language = useLanguage();
  useWorkspaceSettings();
  useAnswersIn(language);
  return <Frame key={language} />;
}

function Frame() {
  const connection = useServer();
  const navigate = useNavigate();
  useHeadingFocus();
  const takeFiles = (files: File[]) => {
    importFiles(files);
    void navigate({ to: "/data" });
  };
  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-4 py-2 text-body text-on-accent focus:not-sr-only focus:fixed! focus:top-2 focus:left-2"
      >
        {tr("Skip to the page")}
      </a>
      <SideNav />
      <div className="flex min-w-0 flex-1 flex-col pb-[calc(var(--tabs-height)+16px)] md:pb-0">
        <header className="sticky top-0 z-20 border-b border-line bg-paper">
          <div className="flex items-center justify-between px-4 pt-2 md:hidden">
            <Brand />
            <div className="flex">
              <Appearance />
              <AccountMenu />
            </div>
          </div>
          <div className="mx-auto flex min-h-(--bar-height) max-w-(--page-max) items-center px-4 py-2 max-md:min-h-0 md:px-6">
            <QuestionBar />
          </div>
          <ConnectionSign connection={connection} />
          <SessionSign />
          <VersionSign />
        </header>
        <main id="main" tabIndex={-1} className="min-w-0 flex-1">
          <ErrorBoundary>
            <Outlet />
          </ErrorBoundary>
        </main>
      </div>
      <BottomTabs />
      <DropTarget onFiles={takeFiles} />
      <Toaster />
    </div>
  );
}
