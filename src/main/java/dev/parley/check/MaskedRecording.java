package dev.parley.check;

import dev.parley.check.knowledge.Configuration;
import dev.parley.core.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recording without the secrets that its texts may hold. */
public final class MaskedRecording {
    private final Secrets secrets;

    private MaskedRecording(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Returns the recording with all its texts masked. */
    public static Recording of(Recording recording, Secrets secrets) {
        return new MaskedRecording(secrets).mask(recording);
    }

    private Recording mask(Recording recording) {
        return new Recording(
                url(recording.url()),
                recording.started(),
                recording.nanos(),
                recording.path().stream().map(this::mask).toList(),
                recording.baselineUrl() == null ? null : url(recording.baselineUrl()),
                recording.baseline().stream().map(this::mask).toList(),
                all(recording.hops()),
                recording.interrupted());
    }

    private Result mask(Result result) {
        Map<String, Object> figures = new LinkedHashMap<>();
        result.figures().forEach((name, value) -> figures.put(name, value(value)));
        return new Result(
                result.check(),
                result.verdict(),
                secrets.text(result.summary()),
                all(result.details()),
                result.findings().stream().map(this::mask).toList(),
                figures,
                result.nanos(),
                result.finished());
    }

    private Finding mask(Finding finding) {
        return new Finding(
                finding.verdict(),
                secrets.text(finding.seen()),
                secrets.text(finding.meaning()),
                all(finding.suspects()),
                secrets.text(finding.remedy()),
                finding.configurations().stream().map(this::mask).toList(),
                finding.facts());
    }

    private Configuration mask(Configuration configuration) {
        return new Configuration(
                secrets.text(configuration.hop()),
                secrets.text(configuration.topic()),
                secrets.text(configuration.where()),
                all(configuration.lines()));
    }

    private Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> masked = new LinkedHashMap<>();
            map.forEach((name, member) -> masked.put(name, value(member)));
            return masked;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::value).toList();
        }
        return value instanceof String string ? secrets.text(string) : value;
    }

    private String url(String url) {
        return secrets.mask(Secrets.url(url));
    }

    private List<String> all(List<String> texts) {
        return texts.stream().map(secrets::text).toList();
    }
}
