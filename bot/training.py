"""Reads data/nlu for training, so that a new topic needs no change to the domain or the rules.

Every label found in the phrases becomes an intent, and every label that no rule names is answered
by the general action. Serving does not use this module's importer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, Optional, Set, Text, Union

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.training_data import TrainingData

LANGUAGE_KEY = "phrase_language"
"""Property of a training example: the folder below data/nlu that it comes from."""

GENERAL_ACTION = "action_answer"


class Phrases(RasaFileImporter):
    """Rasa's own files, read one language folder at a time, plus what follows from the labels."""

    def __init__(
        self,
        config_file: Optional[Text] = None,
        domain_path: Optional[Text] = None,
        training_data_paths: Optional[Union[List[Text], Text]] = None,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        self._examples: Optional[TrainingData] = None

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """Return all phrases, each marked with its language."""
        if self._examples is None:
            parts = [_read(Path(file)) for file in sorted(self._nlu_files)]
            self._examples = TrainingData().merge(*parts)
        return self._examples

    def get_domain(self) -> Domain:
        """Return the written domain with one intent for each label."""
        written = super().get_domain()
        return written.merge(Domain.from_dict({"intents": sorted(self._labels())}))

    def get_stories(self, exclusion_percentage: Optional[int] = None) -> StoryGraph:
        """Return the written rules and one rule for each label that they do not name."""
        written = super().get_stories(exclusion_percentage)
        unnamed = sorted(self._labels() - _intents_of(written))
        steps = YAMLStoryReader(self.get_domain()).read_from_string(_rules_for(unnamed))
        return written.merge(StoryGraph(steps))

    def _labels(self) -> Set[Text]:
        return set(self.get_nlu_data().intents)


def _read(file: Path) -> TrainingData:
    found = RasaYAMLReader().read(str(file))
    for example in found.training_examples:
        example.set(LANGUAGE_KEY, file.parent.name)
    return found


def _intents_of(graph: StoryGraph) -> Set[Text]:
    events = (event for step in graph.story_steps for event in step.events)
    return {name for event in events if (name := getattr(event, "intent_name", None))}


def _rules_for(labels: List[Text]) -> Text:
    rules: List[Dict] = [
        {
            "rule": f"answer {label}",
            "steps": [{"intent": label}, {"action": GENERAL_ACTION}],
        }
        for label in labels
    ]
    import json

    return json.dumps({"version": "3.1", "rules": rules})
