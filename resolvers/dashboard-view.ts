import type { ArticleCondition } from '../src/content/article-condition.ts';

/** The dashboards of one viewer: what their token limits them to, as conditions on stories. */
export interface DashboardView {
  readonly reach: readonly ArticleCondition[];
}
