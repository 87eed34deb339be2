// Passkeys: asks the device for its key and sends what it says with the form. Without this script the form stays hidden, and the page
// names the other ways.

type Json = Record<string, unknown>;

const bytes = (text: string): ArrayBuffer => {
  const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(raw, (sign) => sign.charCodeAt(0)).buffer;
};
const text = (buffer: ArrayBuffer | null | undefined): string | undefined =>
  buffer
    ? btoa(String.fromCharCode(...new Uint8Array(buffer)))
        .replace(/\+/g, "-")
        .replace(/\//g, "_")
        .replace(/=+$/, "")
    : undefined;

// Browsers of four years ago read no JSON here: ids and challenges are made into bytes by hand, and the answer into text.
const withBytes = (each: Json) => ({ ...each, id: bytes(each.id as string) });
const request = (options: Json) =>
  ({
    ...options,
    challenge: bytes(options.challenge as string),
    allowCredentials: (options.allowCredentials as Json[]).map(withBytes),
  }) as unknown as PublicKeyCredentialRequestOptions;
const creation = (options: Json) =>
  ({
    ...options,
    challenge: bytes(options.challenge as string),
    user: withBytes(options.user as Json),
    excludeCredentials: (options.excludeCredentials as Json[]).map(withBytes),
  }) as unknown as PublicKeyCredentialCreationOptions;

function written(credential: PublicKeyCredential): string {
  const from = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    response: {
      clientDataJSON: text(from.clientDataJSON),
      attestationObject: text(from.attestationObject),
      authenticatorData: from.signature ? text(from.authenticatorData) : undefined,
      signature: text(from.signature),
      userHandle: text(from.userHandle),
      transports: from.getTransports?.(),
    },
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  const { passkey, options = "{}", cancelled = "", twice = "", when } = form.dataset;
  const button = form.querySelector<HTMLButtonElement>("button");
  const note = form.querySelector<HTMLElement>("[role=status]");
  const answer = form.querySelector<HTMLInputElement>("input[name=jawaban]");
  if (!window.PublicKeyCredential || !button || !answer) continue;
  const given = JSON.parse(options) as Json;
  let waiting: AbortController | undefined;

  const send = async (mediation?: CredentialMediationRequirement) => {
    waiting?.abort();
    waiting = new AbortController();
    const { signal } = waiting;
    try {
      const credential =
        passkey === "new"
          ? await navigator.credentials.create({ publicKey: creation(given), signal })
          : await navigator.credentials.get({ publicKey: request(given), signal, mediation });
      if (!credential) return;
      answer.value = written(credential as PublicKeyCredential);
      form.submit();
    } catch (error) {
      const { name } = error as Error;
      if (note && name !== "AbortError" && !mediation)
        note.textContent = name === "InvalidStateError" ? twice : cancelled;
    }
  };

  form.hidden = false;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    void send();
  });
  // Where the keyboard offers passkeys beside the number's box, no button has to be found.
  if (when === "typing")
    void PublicKeyCredential.isConditionalMediationAvailable?.().then((can) => (can ? send("conditional") : undefined));
}
