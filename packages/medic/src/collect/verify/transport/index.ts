import type { AnyProbe } from '../define-probe.ts';
import { probe as eventStreams } from './event-streams.ts';
import { probe as getStreams } from './get-streams.ts';
import { probe as httpPosts } from './http-posts.ts';
import { probe as httpSessions } from './http-sessions.ts';
import { probe as oldStream } from './old-stream.ts';
import { probe as origins } from './origins.ts';
import { probe as stateless } from './stateless.ts';

export const TRANSPORT_PROBES: readonly AnyProbe[] = [httpPosts, httpSessions, getStreams, stateless, eventStreams, origins, oldStream];
