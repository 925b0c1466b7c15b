package com.example.guestbook;

import java.util.List;

/** What guests wrote. */
public interface Entries {
  /** Keeps an entry. */
  void add(String text);

  /** The newest entries, at most a hundred of them. */
  List<String> newest();
}
