import type { AnyRule } from '../../model/index.ts';
import { defineRule } from '../define-rule.ts';
import { contextSign, DEAD_SERVER_SIGN, draftSuspect } from '../suspects.ts';
import { sayReload, tell } from '../words.ts';

/** `docker run` ends at once when no engine answers; clients that hide stderr show only the end. */
export const rule: AnyRule = defineRule({
  id: 'docker-daemon-down-suspect',
  layer: 'docker',
  severity: 'blocks',
  cause: 'docker-daemon-down',
  needs: [],
  uses: ['client', 'session'],
  signs: [DEAD_SERVER_SIGN, contextSign('docker', ['docker', 'podman', 'DOCKER'], /docker|podman/iu)],

  judge({ session, client, signs }) {
    if (session !== undefined) return [];
    return draftSuspect(signs, ['docker'], {
      title: 'The container engine may not be running',
      why: 'The server runs in a container and was gone at once; that happens when Docker is not running.',
      fixes: [
        tell('start-docker', 'Start Docker', `Start Docker Desktop (or: sudo systemctl start docker) and wait until "docker ps" answers.${sayReload(client)}`),
      ],
      decisive: 'run "docker ps" in a terminal: an error names the engine, a list clears it',
    });
  },
});
