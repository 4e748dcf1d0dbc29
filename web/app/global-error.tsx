'use client';

/** The last resort, when even the root layout failed: it stands without styles of its own. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'system-ui', maxWidth: '32rem', margin: '20vh auto', padding: '0 1rem' }}>
        <h1>Smarter Firms could not be opened</h1>
        <p>Nothing of yours is lost. Try again in a moment.</p>
        <button type="button" onClick={() => window.location.reload()}>
          Try again
        </button>
      </body>
    </html>
  );
}
