/** What tabs of one browser tell each other about the session. */
export type SessionNews = { type: 'signed-in'; userId: string } | { type: 'signed-out' };

/** One for the whole page: a channel delivers to every other channel of its name, those of the same page included. */
let channel: BroadcastChannel | undefined;

function pageChannel(): BroadcastChannel {
  channel ??= new BroadcastChannel('smarter-firms-session');
  return channel;
}

export function tellOtherTabs(news: SessionNews): void {
  pageChannel().postMessage(news);
}

/** Calls back for news from other tabs, never for this tab's own. Returns how to stop. */
export function hearOtherTabs(listener: (news: SessionNews) => void): () => void {
  const receive = (event: MessageEvent<SessionNews>) => listener(event.data);
  pageChannel().addEventListener('message', receive);
  return () => pageChannel().removeEventListener('message', receive);
}
