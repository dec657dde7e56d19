// What the measures in Chromium share: the browser that Playwright or the system
// brings, the program serving a library, and its processor time.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(path.resolve('frontend', 'package.json'));
const { chromium } = require(['playwright', 'playwright-core', '@playwright/test'].find((name) => {
  try {
    return require.resolve(name);
  } catch {
    return false;
  }
}));

export function launch() {
  const system = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
  return chromium.launch({ executablePath: existsSync(chromium.executablePath()) ? undefined : system });
}

/** Starts the program on a library; gives the address that signs in, and how to end it. */
export async function serve(program, library) {
  // With settings of its own: screens are found by their English names.
  const home = mkdtempSync(path.join(tmpdir(), 'broadsheet-bench-'));
  const child = spawn(program, ['--library', library, '--json', 'serve'], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, XDG_CONFIG_HOME: home } });
  const [line] = await once(createInterface(child.stdout), 'line');
  return {
    url: JSON.parse(line).url,
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGINT');
      await once(child, 'exit');
      rmSync(home, { recursive: true });
    },
  };
}

/** Processor time that a process has used, in milliseconds (proc(5): clock ticks of 10 ms); NaN where there is no /proc. */
export function processorTime(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return NaN;
  }
}

export function median(list) {
  return [...list].sort((a, b) => a - b)[list.length >> 1];
}
