package com.example.guestbook;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Entries in a PostgreSQL table, which is made when it is not there. */
final class PostgresEntries implements Entries {
  private final String url;

  private PostgresEntries(String url) {
    this.url = url;
  }

  /** Entries in the database with a JDBC address. */
  static PostgresEntries in(String url) {
    PostgresEntries entries = new PostgresEntries(url);
    try (Connection connection = entries.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS entries (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            text varchar(1000) NOT NULL)""");
    } catch (SQLException e) {
      throw new IllegalStateException("the table cannot be made", e);
    }
    return entries;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  @Override
  public void add(String text) {
    try (Connection connection = connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO entries (text) VALUES (?)")) {
      insert.setString(1, text);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("the entry cannot be kept", e);
    }
  }

  @Override
  public List<String> newest() {
    try (Connection connection = connect();
        PreparedStatement select =
            connection.prepareStatement("SELECT text FROM entries ORDER BY id DESC LIMIT 100");
        ResultSet rows = select.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException("the entries cannot be read", e);
    }
  }
}
