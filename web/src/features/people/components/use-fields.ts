import { useState } from "react";
import { ApiError, messageOf } from "@/api/client";
import { PASSWORD_MIN } from "@/ui/password-field";
import { T } from "../strings";

export interface Wrong {
  name?: string;
  password?: string;
  form?: string;
}

const TAKEN = 409;
const INVALID = 422;

/** The server names what it refuses in its sentence; a name that is taken is a conflict. */
function wrongOf(error: unknown): Wrong {
  const status = error instanceof ApiError ? error.status : 0;
  const text = messageOf(error);
  if (status === TAKEN) return { name: text };
  if (status === INVALID) return /password/i.test(text) ? { password: text } : { name: text };
  return { form: text };
}

/** A name and a password that are checked here, and once more by the server. */
export function useFields(known = "") {
  const [name, setName] = useState(known);
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<Wrong>({});
  async function send(to: (fields: { name: string; password: string }) => Promise<unknown>) {
    const found: Wrong = {
      ...(!name.trim() && { name: T.nameMissing }),
      ...(password.length < PASSWORD_MIN && { password: T.passwordShort }),
    };
    setWrong(found);
    if (found.name ?? found.password) return false;
    try {
      await to({ name: name.trim(), password });
      return true;
    } catch (error) {
      setWrong(wrongOf(error));
      return false;
    }
  }
  return { name, setName, password, setPassword, wrong, send };
}
