import type { Metadata } from 'next';
import { PageHeader } from '../../../../design/page-header.tsx';
import { Panel } from '../../../../design/panel.tsx';
import { NotificationList } from '../../../../notifications/notification-list.tsx';

export const metadata: Metadata = { title: 'Notifications' };

export default function NotificationsPage() {
  return (
    <>
      <PageHeader title="Notifications" lead="About all your firms, newest first." />
      <Panel flush className="max-w-3xl overflow-hidden">
        <NotificationList pageSize={25} />
      </Panel>
    </>
  );
}
