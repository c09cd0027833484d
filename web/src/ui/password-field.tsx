// A password: hidden until one asks to see it, with a word when Caps Lock is on.
import { Eye, EyeOff } from "lucide-react";
import { useState, type KeyboardEvent, type Ref } from "react";
import { tr } from "@/format/words";
import { IconButton } from "./button";
import { Field, Input } from "./field";

/** What the server wants at least; it also refuses the commonest ones. */
export const PASSWORD_MIN = 8;

interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string | null;
  /** A new one: the browser may offer to make it up. */
  isNew?: boolean;
  autoFocus?: boolean;
  /** Makes one up, in place of typing; it is shown, as one has to pass it on. */
  onSuggest?: () => string;
  inputRef?: Ref<HTMLInputElement>;
}

export function PasswordField({
  label,
  value,
  onChange,
  hint,
  error,
  isNew = false,
  autoFocus,
  onSuggest,
  inputRef,
}: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const look = (e: KeyboardEvent) => setCaps(e.getModifierState("CapsLock"));
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="flex flex-col gap-1">
      <Field label={label} hint={hint} error={error}>
        {(ids) => (
          <span className="relative block">
            <Input
              {...ids}
              ref={inputRef}
              type={shown ? "text" : "password"}
              autoComplete={isNew ? "new-password" : "current-password"}
              autoCapitalize="none"
              spellCheck={false}
              autoFocus={autoFocus}
              data-focus={autoFocus}
              maxLength={1024}
              className="pr-12"
              value={value}
              onChange={(e) => onChange(e.target.value)}
              onKeyDown={look}
              onKeyUp={look}
              onBlur={() => setCaps(false)}
            />
            <IconButton
              label={shown ? tr("Hide the password") : tr("Show the password")}
              side="left"
              className="absolute! top-0 right-0"
              onClick={() => setShown(!shown)}
            >
              <Icon size={16} aria-hidden="true" />
            </IconButton>
          </span>
        )}
      </Field>
      <p role="status" className="text-small text-warn empty:hidden">
        {caps ? tr("Caps Lock is on.") : ""}
      </p>
      {onSuggest && (
        <button
          type="button"
          className="self-start rounded-sm text-small font-medium text-accent underline-offset-4 hover:underline"
          onClick={() => {
            onChange(onSuggest());
            setShown(true);
          }}
        >
          {tr("Suggest one")}
        </button>
      )}
    </div>
  );
}
