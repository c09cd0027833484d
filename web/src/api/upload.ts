// Uploads by XMLHttpRequest, because fetch does not tell how much has gone out.
import { spokenLanguage } from "@/format/words";
import { ApiError, offlineMessage, problemToError } from "./client";
import { completeJob } from "./complete";
import type { Job } from "./types";
import type * as wire from "./wire";

export type ImportMode = "create" | "append" | "merge" | "replace";

export interface UploadRequest {
  files: File[];
  mode?: ImportMode;
  table?: string;
  key?: string;
}

export interface Upload {
  done: Promise<Job[]>;
  cancel: () => void;
}

function toForm(request: UploadRequest): FormData {
  const form = new FormData();
  // Fields first: the server streams the parts and must know the mode before the rows.
  if (request.mode) form.append("mode", request.mode);
  if (request.table) form.append("table", request.table);
  if (request.key) form.append("key", request.key);
  for (const file of request.files) form.append("file", file, file.name);
  return form;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

export function upload(request: UploadRequest, onProgress: (share: number) => void): Upload {
  const xhr = new XMLHttpRequest();
  const done = new Promise<Job[]>((resolve, reject) => {
    xhr.open("POST", "/api/v1/imports");
    xhr.setRequestHeader("Accept-Language", spokenLanguage());
    xhr.upload.onprogress = (e) => e.lengthComputable && onProgress(e.loaded / e.total);
    xhr.onerror = () => reject(new ApiError(0, offlineMessage()));
    xhr.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    xhr.onload = () => {
      const body = parse(xhr.responseText);
      if (xhr.status >= 200 && xhr.status < 300) {
        const answer = body as Partial<wire.Jobs & wire.JobAnswer>;
        resolve((answer.jobs ?? (answer.job ? [answer.job] : [])).map(completeJob));
      } else {
        reject(problemToError(xhr.status, body));
      }
    };
    xhr.send(toForm(request));
  });
  return { done, cancel: () => xhr.abort() };
}
