import type { ReactNode } from "react";

interface EmptyProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-10 text-center">
      {icon && <span className="text-ink-3">{icon}</span>}
      <p className="text-body font-semibold">{title}</p>
      {children && <div className="max-w-xl text-body text-ink-2">{children}</div>}
      {action}
    </div>
  );
}
