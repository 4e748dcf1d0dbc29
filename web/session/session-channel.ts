/** What tabs of one browser tell each other about the session. */
export type SessionNews = { type: 'signed-in'; userId: string } | { type: 'signed-out' };

const channelName = 'smarter-firms-session';

export function tellOtherTabs(news: SessionNews): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(news);
  channel.close();
}

/** Calls back for news from other tabs, never for this tab's own. Returns how to stop. */
export function hearOtherTabs(listener: (news: SessionNews) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = (event: MessageEvent<SessionNews>) => listener(event.data);
  return () => channel.close();
}
