import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that start the program over and over take longest: they go first, so that no core is left with one of them
 * when the other has done all the rest.
 */
class ProgramFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const startsProgram = ({ moduleId }: TestSpecification) => moduleId.includes('/test/cli/');
    return [...sorted.filter(startsProgram), ...sorted.filter((file) => !startsProgram(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 60_000,
    // The runner would leave one core free: of two, half the machine.
    maxWorkers: '100%',
    // Files share the modules that a worker has loaded: to load them again for each costs more than most files' tests.
    // A module that tests share therefore keeps nothing that one file leaves behind for the next.
    isolate: false,
    sequence: { sequencer: ProgramFirst },
  },
});
