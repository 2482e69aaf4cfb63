"""What the running service counts, for Prometheus: questions, time, index, gateway, errors."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from index.answer import Answer, Verdict
from index.library import Library

FRONT_ENDS = ("web", "api", "discord")
# Seconds; most answers take a few milliseconds, and past one second somebody is waiting.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """One registry a process; labels never name an article, a collection or a person."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._questions = Counter(
            "inyong_questions", "Questions by verdict and front end.", ("verdict", "front_end"),
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "inyong_answer_seconds", "Time to answer.", ("front_end",),
            buckets=_BUCKETS, registry=self._registry,
        )  # fmt: skip
        self._errors = Counter(
            "inyong_errors", "Failures that were not the user's.", ("front_end",),
            registry=self._registry,
        )  # fmt: skip
        self._articles = self._gauge("inyong_index_articles", "Articles in the index.")
        self._passages = self._gauge("inyong_index_passages", "Passages in the index.")
        self._loaded = self._gauge("inyong_index_loaded_timestamp_seconds", "When it was loaded.")
        self._connected = self._gauge("inyong_gateway_connected", "1 while Discord is connected.")
        self._latency = self._gauge("inyong_gateway_latency_seconds", "Discord's heartbeat.")
        for front_end in FRONT_ENDS:  # a series that starts at 0 can be alerted on
            self._errors.labels(front_end)
            for verdict in Verdict:
                self._questions.labels(verdict.value, front_end)

    def answered(self, answer: Answer, front_end: str) -> None:
        """Count an answer."""
        self._questions.labels(answer.verdict.value, front_end).inc()
        self._seconds.labels(front_end).observe(answer.took_ms / 1000)

    def failed(self, front_end: str) -> None:
        """Count a failure that was not the user's."""
        self._errors.labels(front_end).inc()

    def loaded(self, library: Library, at: float) -> None:
        """A library came into use at a time (seconds since the epoch)."""
        self._articles.set(len(library.corpus.ids()))
        self._passages.set(len(library.corpus))
        self._loaded.set(at)

    def gateway(self, connected: bool, latency: float | None) -> None:
        """The state of the connection to Discord; latency in seconds."""
        self._connected.set(connected)
        self._latency.set(latency if latency is not None else float("nan"))

    def text(self) -> bytes:
        """Everything in Prometheus's text format."""
        return generate_latest(self._registry)

    def _gauge(self, name: str, documentation: str) -> Gauge:
        return Gauge(name, documentation, registry=self._registry)
