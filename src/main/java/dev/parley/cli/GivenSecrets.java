package dev.parley.cli;

import dev.parley.core.Secrets;
import dev.parley.protocol.Header;
import dev.parley.wire.WireSettings;
import java.util.ArrayList;
import java.util.List;

/** What a user gave to prove who connects: no report may show it, wherever it turns up. */
final class GivenSecrets {
    private GivenSecrets() {}

    /**
     * Collects them.
     *
     * @param all settings, of which some may be null
     */
    static Secrets of(WireSettings... all) {
        List<String> secrets = new ArrayList<>();
        for (WireSettings settings : all) {
            if (settings != null) {
                add(settings, secrets);
            }
        }
        return Secrets.of(secrets);
    }

    private static void add(WireSettings settings, List<String> secrets) {
        for (Header header : settings.headers()) {
            if (header.value() != null) {
                secrets.addAll(Secrets.ofHeader(header.name(), header.value()));
            }
        }
        settings.subprotocols().forEach(name -> secrets.addAll(Secrets.ofSubprotocol(name)));
        if (settings.proxy() != null && settings.proxy().password() != null) {
            secrets.add(settings.proxy().password());
        }
        if (settings.tls().passphrase() != null) {
            secrets.add(settings.tls().passphrase());
        }
    }
}
