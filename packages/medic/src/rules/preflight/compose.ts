import type { AnyPreflightCheck, ComposeFacts, ComposeFile, ComposeService, EvidenceItem } from '../../model/index.ts';
import { against, notApplicable, passWith } from '../protocol/judgements.ts';
import type { Judgement } from '../../model/verify/index.ts';
import { definePreflightCheck } from './define-preflight-check.ts';

export const COMPOSE_CHECKS: readonly AnyPreflightCheck[] = [
  definePreflightCheck({
    id: 'pre.compose-networks',
    item: 'compose',
    title: 'Compose puts every service into named networks',
    why: 'On one shared default network every service reaches every other; with host networking also the machine itself.',
    fix: 'Declare networks at the top of the Compose file and list for each service the ones it needs.',
    needs: 'compose',
    judge: (facts) => judgeServices(facts, (service, file) => describeNetworks(service, file)),
  }),
  definePreflightCheck({
    id: 'pre.compose-addresses',
    item: 'compose',
    title: 'Compose names other hosts by name, never by raw IP address',
    why: 'Containers get other addresses when they are started again; service names stay.',
    fix: 'Write the name of the service (or a DNS name) in the place of the address.',
    needs: 'compose',
    judge: (facts) =>
      judgeServices(facts, ({ name, addresses }, { path }) =>
        addresses.map(({ where, address, line }) => ({ what: `service ${name}: ${where} holds the address ${address}`, where: `${path}:${line}` })),
      ),
  }),
];

function judgeServices({ folder, files }: ComposeFacts, look: (service: ComposeService, file: ComposeFile) => readonly EvidenceItem[]): Judgement {
  if (files.length === 0) return notApplicable(`${folder} holds no Compose file`);
  const evidence = files.flatMap((file) => file.services.flatMap((service) => look(service, file)));
  if (evidence.length > 0) return against('fail', evidence);
  return passWith(...files.map(({ path, services }) => ({ what: `${services.length} services`, where: path })));
}

function describeNetworks({ name, line, networks, networkMode }: ComposeService, file: ComposeFile): readonly EvidenceItem[] {
  const where = `${file.path}:${line}`;
  if (networkMode === 'none' || networkMode?.startsWith('service:') === true) return [];
  if (networkMode !== undefined) return [{ what: `service ${name} has network_mode: ${networkMode}`, where }];
  if (networks.length === 0) {
    // An override file changes a service that another file has put into its networks.
    return /override|\.(?:dev|prod|test|ci|local)\./i.test(file.path)
      ? []
      : [{ what: `service ${name} lists no networks, so it is on the default one`, where }];
  }
  const unknown = networks.filter((network) => network !== 'default' && file.networks.length > 0 && !file.networks.includes(network));
  return unknown.map((network) => ({ what: `service ${name} uses the network ${network}, which the file does not declare`, where }));
}
