import { useRef, useState } from "react";
import { ApiError, messageOf } from "@/api/client";
import { counted } from "@/format/words";
import { Button } from "@/ui/button";
import { cx } from "@/ui/cx";
import { Field, Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { PasswordField } from "@/ui/password-field";
import { signIn } from "../api";
import { T } from "../strings";
import { useWait } from "./use-wait";

const TOO_MANY = 429;

type Wrong = { at: "name" | "password" | "form"; text: string };

/** What the server refuses stands beside the field; that it does not answer, above. */
function wrongOf(error: unknown): Wrong {
  const status = error instanceof ApiError ? error.status : 0;
  return { at: status === 401 ? "password" : "form", text: messageOf(error) };
}

function missingOf(name: string, password: string): Wrong | null {
  if (!name.trim()) return { at: "name", text: T.nameMissing };
  return password ? null : { at: "password", text: T.passwordMissing };
}

interface SignInFormProps {
  /** Who was signed in here before. */
  name?: string;
  onLater?: () => void;
}

export function SignInForm({ name: known = "", onLater }: SignInFormProps) {
  const [name, setName] = useState(known);
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [busy, setBusy] = useState(false);
  const [left, wait] = useWait();
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  function point(next: Wrong) {
    setWrong(next);
    const field = next.at === "name" ? nameField : passwordField;
    field.current?.focus();
    field.current?.select();
  }
  async function submit() {
    if (left > 0 || busy) return;
    const missing = missingOf(name, password);
    if (missing) {
      point(missing);
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      await signIn({ name: name.trim(), password });
    } catch (error) {
      if (error instanceof ApiError && error.status === TOO_MANY) wait(error.retryAfterS ?? 1);
      else point(wrongOf(error));
    }
    setBusy(false);
  }
  const errorAt = (at: Wrong["at"]) => (wrong?.at === at ? wrong.text : null);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      {wrong?.at === "form" && (
        <Notice severity="bad" live title={T.failed}>
          <p className="text-small">{wrong.text}</p>
        </Notice>
      )}
      <Field label={T.name} error={errorAt("name")}>
        {(ids) => (
          <Input
            {...ids}
            ref={nameField}
            autoFocus={!known}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={120}
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        )}
      </Field>
      <PasswordField
        label={T.password}
        inputRef={passwordField}
        autoFocus={known !== ""}
        value={password}
        onChange={(text) => {
          setPassword(text);
          if (wrong?.at === "password") setWrong(null);
        }}
        error={errorAt("password")}
      />
      <p role="status" className="text-small text-warn empty:hidden">
        {left > 0 && (
          <>
            {/* Heard once; seen as it counts down. */}
            <span aria-hidden="true">
              {counted(
                left,
                "Too many tries. Wait {n} second, then try again.",
                "Too many tries. Wait {n} seconds, then try again.",
              )}
            </span>
            <span className="sr-only">{T.tooMany}</span>
          </>
        )}
      </p>
      <div className={cx("flex gap-2", onLater ? "justify-end" : "flex-col")}>
        {onLater && <Button onClick={onLater}>{T.notNow}</Button>}
        <Button type="submit" look="primary" disabled={busy || left > 0}>
          {T.signIn}
        </Button>
      </div>
    </form>
  );
}
