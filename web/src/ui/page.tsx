import { useEffect, type ReactNode } from "react";

/** "Data · Munim" in the window's title. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Munim` : "Munim";
  }, [title]);
}

interface PageProps {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  above?: ReactNode;
  children: ReactNode;
}

/** One column of sheets under a heading, 1120 px at most. */
export function Page({ title, note, actions, above, children }: PageProps) {
  useTitle(title);
  return (
    <div className="mx-auto flex w-full max-w-(--page-max) flex-col gap-4 px-4 py-5 md:px-6 md:py-6">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          {above}
          <h1 tabIndex={-1} className="text-title font-semibold break-words">
            {title}
          </h1>
          {note && <p className="text-body text-ink-2">{note}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
