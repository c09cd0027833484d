import { Component, type ReactNode } from "react";
import { tr } from "@/format/words";
import { Button } from "./button";
import { Notice } from "./notice";

/** A part that fails says so in its place; the rest of the page stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <Notice
        severity="bad"
        title={tr("This part of the page failed")}
        live
        action={<Button onClick={() => this.setState({ error: null })}>{tr("Try again")}</Button>}
      >
        <p className="text-ink-2">
          {tr("Your data is untouched.")} {this.state.error.message}
        </p>
      </Notice>
    );
  }
}
