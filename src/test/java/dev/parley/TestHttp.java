package dev.parley;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Gets a page as HTTP/1.1, with a deadline.
 *
 * <p>The JDK's client would offer an upgrade to HTTP/2 with each request; Open Liberty then never answers.
 */
public final class TestHttp {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    private TestHttp() {}

    public static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
