export const LAUNCH_SWITCHES = {
  'launch.stdin-eof-exit': { check: 'launch.stdin-eof-exit', eras: 'both', transports: ['stdio'], does: 'goes on running when its input ends' },
  'launch.sigterm-exit': { check: 'launch.sigterm-exit', eras: 'both', transports: ['stdio'], does: 'ignores SIGTERM' },
} as const;
