// The pieces of an upload (tus 1.0.0): what a file is known by, and one request with bytes.
// By XMLHttpRequest, because fetch does not tell how much has gone out.
import { spokenLanguage } from "@/format/words";
import { ApiError, offlineMessage, problemToError, request } from "./client";
import type * as wire from "./wire";

export type ImportMode = "create" | "append" | "merge" | "replace";

/** What is to be done with the rows of a file. */
export interface UploadOrder {
  mode?: ImportMode;
  table?: string;
  key?: string;
}

const KNOWN_BYTES = 1024 * 1024;
const STALL_MS = 45_000;

/** What a person says of two files when they call them the same: two 32-bit FNV-1a, in hex. */
export async function fingerprintOf(file: File, order: UploadOrder): Promise<string> {
  const start = new Uint8Array(await new Response(file.slice(0, KNOWN_BYTES)).arrayBuffer());
  const about = [file.name, file.size, file.lastModified, order.mode, order.table, order.key];
  const bytes = [...new TextEncoder().encode(JSON.stringify(about))];
  let one = 0x811c9dc5;
  let two = 0x9747b28c;
  const take = (byte: number) => {
    one = Math.imul(one ^ byte, 0x01000193);
    two = Math.imul(two ^ byte, 0x01000193) + 0x5bd1e995;
  };
  bytes.forEach(take);
  start.forEach(take);
  return [one, two].map((n) => (n >>> 0).toString(16).padStart(8, "0")).join("");
}

/** Text of any script as base64. */
const encoded = (text: string) =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));

function metadata(pairs: Record<string, string | undefined>): string {
  return Object.entries(pairs)
    .filter(([, value]) => value)
    .map(([key, value]) => `${key} ${encoded(value ?? "")}`)
    .join(",");
}

/** The upload of this very file that was begun before, or a new one. */
export async function findOrBegin(file: File, order: UploadOrder): Promise<wire.Upload> {
  const fingerprint = await fingerprintOf(file, order);
  const { uploads } = await request<wire.Uploads>("/uploads");
  const found = uploads.find((u) => u.fingerprint === fingerprint && u.length === file.size);
  if (found) return found;
  return request<wire.Upload>("/uploads", {
    method: "POST",
    headers: {
      "Tus-Resumable": "1.0.0",
      "Upload-Length": String(file.size),
      "Upload-Metadata": metadata({ filename: file.name, ...order, fingerprint }),
    },
  });
}

interface Piece {
  id: string;
  offset: number;
  bytes: Blob;
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** One PATCH; rejects with an ApiError, or as AbortError. */
export function sendPiece({ id, offset, bytes, onSent, signal }: Piece): Promise<void> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let stall: ReturnType<typeof setTimeout> | undefined;
    const watch = () => {
      clearTimeout(stall);
      stall = setTimeout(() => xhr.abort(), STALL_MS);
    };
    const end = (error?: Error) => {
      clearTimeout(stall);
      signal.removeEventListener("abort", stop);
      if (error) reject(error);
      else resolve();
    };
    const stop = () => xhr.abort();
    const lost = () => end(new ApiError(0, offlineMessage()));
    signal.addEventListener("abort", stop);
    xhr.open("PATCH", `/api/v1/uploads/${id}`);
    xhr.setRequestHeader("Accept-Language", spokenLanguage());
    xhr.setRequestHeader("Tus-Resumable", "1.0.0");
    xhr.setRequestHeader("Upload-Offset", String(offset));
    xhr.setRequestHeader("Content-Type", "application/offset+octet-stream");
    xhr.upload.onprogress = (e) => {
      watch();
      onSent(offset + e.loaded);
    };
    xhr.onerror = lost;
    xhr.onabort = lost;
    xhr.onload = () =>
      end(xhr.status === 204 ? undefined : problemToError(xhr.status, parse(xhr.responseText)));
    watch();
    xhr.send(bytes);
  });
}
