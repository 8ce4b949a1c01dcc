import { TestEnvironment } from 'jest-environment-node';

/**
 * For suites that execute millions of fields: outside production graphql-js looks, at each `instanceOf`, whether there are two copies of it, which takes more time than all the rest.
 * It decides when it is loaded, so a test file itself would be too late.
 */
export default class ProductionEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.process.env.NODE_ENV = 'production';
  }
}
