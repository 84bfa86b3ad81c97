import type { ClientOutlook } from '../../model/index.ts';
import type { OutlookClient, OutlookFacts } from '../../model/verify/index.ts';
import { judgeEra } from './era.ts';
import { judgeLogin } from './login.ts';
import { predictProviders } from './providers.ts';
import { judgeReach } from './reach.ts';
import { weighRemarks, type Remark } from './remark.ts';
import { judgeTime } from './time-limit.ts';
import { judgeTools } from './tool-list.ts';

/** What each client and each model provider will do with the server, from what one run saw of it. */
export function predictOutlook(clients: readonly OutlookClient[], facts: OutlookFacts): readonly ClientOutlook[] {
  return [...clients.map((client) => weighRemarks({ id: client.id, name: client.name, kind: 'client' }, judge(client, facts))), ...predictProviders(facts)];
}

/** Step by step as the client goes: what ends one step keeps it from the next. */
function judge(client: OutlookClient, facts: OutlookFacts): readonly Remark[] {
  const reach = judgeReach(client, facts);
  if (reach.length > 0) return reach;
  const login = judgeLogin(client, facts);
  if (login.length > 0) return login;
  return [...judgeEra(client, facts), ...judgeTime(client, facts), ...judgeTools(client, facts)];
}
