// Talking to the server: the token of the link goes in a header that no other site can send.

const token = location.hash.slice(1);

export class Refused extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

/** The answer to a request as a value; without `body` it only asks. */
export async function ask(path, body) {
  const headers = { "X-Dateline-Token": token };
  if (body) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, {
      method: body ? "POST" : "GET", headers, body: body ? JSON.stringify(body) : undefined, cache: "no-store",
    });
  } catch {
    throw new Refused(0, "The review was stopped. What was decided is in the file; start it again with: dateline review");
  }
  const value = await answer.json();
  if (!answer.ok) throw new Refused(answer.status, value.error);
  return value;
}
