package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowedOriginsTest {
    @Test
    void starAllowsAny() {
        AllowedOrigins any = AllowedOrigins.parse("*");
        assertThat(any.admit("https://elsewhere.example", "here")).isTrue();
        assertThat(any.admit("null", null)).isTrue();
    }

    @Test
    void noOriginIsNoBrowserAndAlwaysAllowed() {
        assertThat(AllowedOrigins.parse("same").admit(null, "here")).isTrue();
        assertThat(AllowedOrigins.parse("https://example.com").admit(null, null))
                .isTrue();
    }

    @Test
    void sameComparesHostAndPortWithTheSchemesOwn() {
        AllowedOrigins same = AllowedOrigins.parse("same");
        assertThat(same.admit("http://localhost:8080", "localhost:8080")).isTrue();
        assertThat(same.admit("https://Example.com", "example.COM")).isTrue();
        assertThat(same.admit("https://example.com", "example.com:443")).isTrue();
        assertThat(same.admit("http://example.com:80", "example.com")).isTrue();
        assertThat(same.admit("http://localhost:8081", "localhost:8080")).isFalse();
        assertThat(same.admit("http://example.com", "example.com:443")).isFalse();
        assertThat(same.admit("https://example.com.evil.example", "example.com"))
                .isFalse();
        assertThat(same.admit("null", "null")).isFalse();
        assertThat(same.admit("http://example.com", null)).isFalse();
    }

    @Test
    void listAllowsWhatIsInIt() {
        AllowedOrigins list = AllowedOrigins.parse("https://example.com, http://localhost:3000,null");
        assertThat(list.admit("https://example.com", "x")).isTrue();
        assertThat(list.admit("https://EXAMPLE.com:443", "x")).isTrue();
        assertThat(list.admit("http://localhost:3000", "x")).isTrue();
        assertThat(list.admit("null", "x")).isTrue();
        assertThat(list.admit("http://example.com", "x")).isFalse();
        assertThat(list.admit("https://example.com:8443", "x")).isFalse();
        assertThat(list.admit("", "x")).isFalse();
    }
}
