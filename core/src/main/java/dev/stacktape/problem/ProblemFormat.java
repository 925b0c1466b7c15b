package dev.stacktape.problem;

import java.util.List;

/** The forms that problems can be written in. */
public enum ProblemFormat {
  /** For people, see {@link ProblemText}. */
  TEXT {
    @Override
    public String write(List<Problem> problems) {
      return ProblemText.plain().report(problems);
    }
  },
  /** For programs, see {@link ProblemJson}. */
  JSON {
    @Override
    public String write(List<Problem> problems) {
      return ProblemJson.of(problems);
    }
  },
  /** For code review and editors, see {@link ProblemSarif}. */
  SARIF {
    @Override
    public String write(List<Problem> problems) {
      return ProblemSarif.of(problems);
    }
  };

  /** All of them as one text; no line break at the end. */
  public abstract String write(List<Problem> problems);

  /** Where a code is explained, relative to the root of this project. */
  static String docs(String code) {
    return "docs/problems.md#" + code;
  }
}
