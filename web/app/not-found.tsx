import { ButtonLink } from '../design/button.tsx';
import { OutsidePage } from '../design/outside-page.tsx';

export default function NotFound() {
  return (
    <OutsidePage title="There is no such page">
      <p>The address may be mistyped, or it belongs to a firm that you are not a member of.</p>
      <ButtonLink href="/firms" className="mt-6">
        Go to your firms
      </ButtonLink>
    </OutsidePage>
  );
}
