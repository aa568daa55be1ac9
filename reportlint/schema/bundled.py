"""What `schemas/` says, compiled by `python -m reportlint.schema.bundle`: change it there, not here."""

from typing import Any

# JSON is Python but for three names.
true, false, null = True, False, None

JSON_SCHEMA: dict[str, Any] = {
"$schema": "https://json-schema.org/draft/2020-12/schema",
"title": "Question schema of a report template",
"description": "One edition of a course's report template: its newest revision in full, or its differences from the edition that it extends, and the differences of each older revision. Keys are compared as text: a question may be written 7 or '7'.",
"type": "object",
"properties": {
"format": {
"description": "The version of this format.",
"const": 1
},
"template": {
"description": "The edition's name, usually its year, in quotes.",
"type": "string",
"pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$(?!\\n)",
"patternErrorMessage": "must be a name of letters, digits, dots, dashes and underscores",
"examples": [
"2026",
"statistics-2026"
]
},
"extends": {
"description": "The bundled edition whose newest revision this file changes. Keys that the file does not state are inherited; null removes an inherited key.",
"type": "string",
"minLength": 1,
"examples": [
"2025"
]
},
"course": {
"$ref": "#/$defs/course"
},
"forms": {
"$ref": "#/$defs/forms"
},
"front_matter": {
"$ref": "#/$defs/front_matter"
},
"preamble": {
"$ref": "#/$defs/preamble"
},
"checklist": {
"$ref": "#/$defs/checklist"
},
"sections": {
"$ref": "#/$defs/sections"
},
"questions": {
"$ref": "#/$defs/questions"
},
"closing": {
"$ref": "#/$defs/closing"
},
"revisions": {
"description": "The published wordings of the template by date, newest first (a second one on the same day gets a letter). Each states its differences from the one above it; the first is usually empty: {}.",
"type": "object",
"minProperties": 1,
"maxProperties": 100,
"patternProperties": {
"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$(?!\\n)": {
"$ref": "#/$defs/patch"
}
},
"additionalProperties": false,
"keyErrorMessage": "is not a name of a revision: write a date such as 2026-01-23, or letters, digits, dots and dashes",
"examples": [
{
"2026-01-23": {},
"2026-01-09b": {
"questions": {
"7": {
"hint": "Answer length: 50-100 words."
}
}
}
}
]
}
},
"required": [
"format",
"template",
"revisions"
],
"additionalProperties": false,
"if": {
"required": [
"extends"
]
},
"else": {
"$ref": "#/$defs/complete"
},
"$defs": {
"stated": {
"description": "Must not be null: there is nothing to remove.",
"not": {
"type": "null"
}
},
"line": {
"type": [
"string",
"null"
],
"pattern": "^\\S([^\\n]*\\S)?$(?!\\n)",
"patternErrorMessage": "must be one line of text without spaces around it"
},
"text": {
"type": [
"string",
"null"
],
"pattern": "[^\\n]$(?!\\n)",
"patternErrorMessage": "must be a text that is not empty and does not end in a newline: begin a block with `|-`, not `|`"
},
"count": {
"type": [
"integer",
"null"
],
"minimum": 0
},
"limits": {
"type": [
"object",
"null"
],
"properties": {
"min": {
"description": "The smallest number that is allowed; left out: no lower limit.",
"$ref": "#/$defs/count",
"examples": [
100
]
},
"max": {
"description": "The largest number that is allowed; left out: no upper limit.",
"$ref": "#/$defs/count",
"examples": [
200
]
},
"by_hand": {
"description": "Whether these limits are intended, whatever the hint says: there is no warning, and an import of a new wording keeps them as long as prompt and hint do not change.",
"const": true
}
},
"additionalProperties": false
},
"ends": {
"description": "Limits must not be empty.",
"not": {
"type": "null"
},
"minProperties": 1,
"additionalProperties": {
"$ref": "#/$defs/stated"
}
},
"course": {
"description": "Facts that are not in the template: how the course collects, checks and judges reports.",
"type": [
"object",
"null"
],
"properties": {
"checker": {
"description": "The course's own checker, whose verdicts reportlint predicts; null, or left out, if there is none that reportlint knows.",
"enum": [
"dtu-02476-2023",
"dtu-02476",
null
]
},
"report": {
"description": "Where the course collects the report, from the root of the student's repository.",
"type": [
"string",
"null"
],
"pattern": "^[^/\\\\\\n][^\\\\\\n]*$(?!\\n)",
"patternErrorMessage": "must be a path from the repository's root, with `/` between its parts",
"examples": [
"reports/README.md"
]
},
"formats": {
"description": "What the answers to some questions must contain, by question.",
"type": [
"object",
"null"
],
"patternProperties": {
"^([1-9][0-9]{0,2}([a-z]|\\.[1-9][0-9]{0,2})?|[A-Z])$(?!\\n)": {
"description": "What one answer must contain.",
"type": [
"object",
"null"
],
"properties": {
"shape": {
"description": "A text with digits, in which 0 stands for any digit.",
"type": [
"string",
"null"
],
"pattern": "^[^0\\n]*0[^\\n]*$(?!\\n)",
"patternErrorMessage": "must be a line with a `0` for each digit",
"examples": [
"000000"
]
},
"name": {
"description": "Its name for messages; the columns of a class use only the part before `such as`.",
"$ref": "#/$defs/line",
"examples": [
"group number"
]
}
},
"additionalProperties": false
}
},
"additionalProperties": false,
"keyErrorMessage": "is not a question: write its number from 1 to 999, with a part such as 1a or 1.1 if it has one, or one capital letter",
"examples": [
{
"1": {
"shape": "0",
"name": "group number"
}
}
]
},
"forbidden": {
"description": "Words that must not be left in an answer.",
"type": [
"array",
"null"
],
"items": {
"description": "One word, as written.",
"type": "string",
"maxLength": 100,
"pattern": "^\\S+$(?!\\n)",
"patternErrorMessage": "must be one word without spaces"
},
"uniqueItems": true,
"examples": [
[
"TODO",
"FIXME"
]
]
},
"figures": {
"description": "The template's own example figures: the file's name and the SHA-256 digest of its bytes.",
"type": [
"object",
"null"
],
"additionalProperties": {
"description": "A digest, as sha256sum prints it.",
"type": [
"string",
"null"
],
"pattern": "^[0-9a-f]{64}$(?!\\n)",
"patternErrorMessage": "must be a SHA-256 digest: 64 digits and letters from a to f, in quotes"
}
}
},
"additionalProperties": false
},
"forms": {
"description": "How the template writes its fixed lines; {number} is replaced by the question's number or letter.",
"type": [
"object",
"null"
],
"properties": {
"heading": {
"description": "The heading above each question.",
"type": [
"string",
"null"
],
"pattern": "^#[^{}\\n]*\\{number\\}([^{}\\n]*[^{}\\s])?$(?!\\n)",
"patternErrorMessage": "must be one line that begins with `#` and holds `{number}` once and no other braces",
"examples": [
"### Question {number}"
]
},
"marker": {
"description": "The line above the answer.",
"$ref": "#/$defs/line",
"examples": [
"Answer:"
]
},
"example": {
"description": "The line above an example answer.",
"$ref": "#/$defs/line",
"examples": [
"Example:"
]
},
"placeholder": {
"description": "The placeholder for an answer.",
"type": [
"string",
"null"
],
"pattern": "^(?!\\s)[^{}\\n]*(\\{number\\}[^{}\\n]*)?(?<=\\S)$(?!\\n)",
"patternErrorMessage": "must be one line without spaces around it; it may hold `{number}` once and no other braces",
"examples": [
"--- question {number} fill here ---",
"Write your answer here."
]
},
"item": {
"description": "The bullet and empty box before each task of the checklist; left out: `* [ ]`.",
"type": [
"string",
"null"
],
"pattern": "^[*+-] {1,4}\\[ \\]$(?!\\n)",
"patternErrorMessage": "must be a bullet and an empty box, such as `- [ ]`",
"examples": [
"- [ ]"
]
},
"below": {
"description": "Whether the marker is below the question's quote, after an empty line; left out: it is the quote's last line.",
"enum": [
true,
null
]
},
"newline": {
"description": "False if the template's last line does not end in a newline.",
"enum": [
false,
null
]
}
},
"additionalProperties": false
},
"front_matter": {
"description": "The text between the lines of three dashes at the very top.",
"$ref": "#/$defs/text",
"examples": [
"layout: default"
]
},
"preamble": {
"description": "The text above the first section, title included.",
"$ref": "#/$defs/text",
"examples": [
"# Report\n\nAnswer every question below."
]
},
"closing": {
"description": "The text after the last question.",
"$ref": "#/$defs/text",
"examples": [
"## Signatures"
]
},
"checklist": {
"description": "The list of tasks to tick.",
"type": [
"object",
"null"
],
"properties": {
"heading": {
"description": "The heading line above the list.",
"$ref": "#/$defs/heading",
"examples": [
"## Checklist"
]
},
"introduction": {
"description": "The text below the heading.",
"$ref": "#/$defs/text"
},
"groups": {
"description": "The tasks, by the heading line above them. A list replaces the list that it patches; a patch that names all groups also sets their order.",
"type": [
"object",
"null"
],
"patternProperties": {
"^#{1,6} \\S([^\\n]*\\S)?$(?!\\n)": {
"description": "The tasks of one group, without their boxes.",
"type": [
"array",
"null"
],
"items": {
"description": "One task as Markdown; further lines with their indentation. A task with another bullet, or below another task, includes its indentation, bullet and empty box.",
"type": "string",
"pattern": "^([ \\t]+[*+-] {1,4}\\[ \\] )?\\S([\\s\\S]*[^\\n])?$(?!\\n)",
"patternErrorMessage": "must be a text that does not end in a newline, nor begin with a space unless a bullet and an empty box follow",
"examples": [
"Create a repository",
"    * [ ] and invite everyone"
]
},
"minItems": 1
}
},
"additionalProperties": false,
"keyErrorMessage": "is not a heading line: begin it with `#` signs, in quotes",
"examples": [
{
"### Week 1": [
"Create a repository",
"Invite everyone"
]
}
]
}
},
"additionalProperties": false
},
"heading": {
"type": [
"string",
"null"
],
"pattern": "^#{1,6} \\S([^\\n]*\\S)?$(?!\\n)",
"patternErrorMessage": "must be one heading line: begin it with `#` signs, in quotes"
},
"sections": {
"description": "The sections, by the number or letter of their first question.",
"type": [
"object",
"null"
],
"patternProperties": {
"^([1-9][0-9]{0,2}([a-z]|\\.[1-9][0-9]{0,2})?|[A-Z])$(?!\\n)": {
"description": "One section.",
"type": [
"object",
"null"
],
"properties": {
"heading": {
"description": "The section's heading line.",
"$ref": "#/$defs/heading",
"examples": [
"## Method"
]
},
"introduction": {
"description": "The text between the heading and the first question, as Markdown.",
"$ref": "#/$defs/text",
"examples": [
"> These questions are about how you worked."
]
}
},
"additionalProperties": false
}
},
"additionalProperties": false,
"keyErrorMessage": "is not a question: write its number from 1 to 999, with a part such as 1a or 1.1 if it has one, or one capital letter"
},
"questions": {
"description": "The questions by number from 1, or by letter from A, without gaps.",
"type": [
"object",
"null"
],
"patternProperties": {
"^([1-9][0-9]{0,2}([a-z]|\\.[1-9][0-9]{0,2})?|[A-Z])$(?!\\n)": {
"$ref": "#/$defs/question"
}
},
"additionalProperties": false,
"keyErrorMessage": "is not a question: write its number from 1 to 999, with a part such as 1a or 1.1 if it has one, or one capital letter"
},
"question": {
"description": "One question. Texts are Markdown, without the template's leading `> `.",
"type": [
"object",
"null"
],
"properties": {
"title": {
"description": "The text after the number in the question's heading, from the space or sign on; left out if all headings are alike.",
"type": [
"string",
"null"
],
"pattern": "^[^\\w\\n][^\\n]*$(?!\\n)",
"patternErrorMessage": "must be one line that begins with a space or a sign",
"examples": [
" Data (10 points)"
]
},
"lead": {
"description": "The text between the question's heading and its quote, as Markdown.",
"$ref": "#/$defs/text"
},
"prompt": {
"description": "The question as it is asked, lists and tables in it included.",
"$ref": "#/$defs/text",
"examples": [
"**Which tests did you write, and why these?**"
]
},
"hint": {
"description": "The line that says how long the answer should be.",
"$ref": "#/$defs/text",
"maxLength": 500,
"examples": [
"Answer length: 100-200 words."
]
},
"example": {
"description": "The example answer; one that begins with an empty line is written as a block with `|2-`.",
"$ref": "#/$defs/text",
"examples": [
"*We tested ... because ...*"
]
},
"words": {
"description": "How many words the answer may have, as in the hint if it has numbers; left out: any number.",
"$ref": "#/$defs/limits",
"examples": [
{
"min": 100,
"max": 200
}
]
},
"images": {
"description": "How many images the answer may have; left out: any number.",
"$ref": "#/$defs/limits",
"examples": [
{
"min": 1,
"max": 3
}
]
},
"placeholder": {
"description": "The question's placeholder, if it is not the usual one.",
"$ref": "#/$defs/text"
},
"tight": {
"description": "Where the template omits an empty line: under the question's heading, above its marker.",
"type": [
"array",
"null"
],
"items": {
"enum": [
"heading",
"marker"
]
},
"uniqueItems": true,
"examples": [
[
"heading"
]
]
}
},
"additionalProperties": false
},
"patch": {
"description": "The differences of a revision from the one above it; null is for keys that it did not have.",
"type": "object",
"properties": {
"forms": {
"$ref": "#/$defs/forms"
},
"front_matter": {
"$ref": "#/$defs/front_matter"
},
"preamble": {
"$ref": "#/$defs/preamble"
},
"checklist": {
"$ref": "#/$defs/checklist"
},
"sections": {
"$ref": "#/$defs/sections"
},
"questions": {
"$ref": "#/$defs/questions"
},
"closing": {
"$ref": "#/$defs/closing"
}
},
"additionalProperties": false
},
"complete": {
"description": "The keys that every template has, whichever file states them.",
"properties": {
"course": {
"$ref": "#/$defs/stated",
"properties": {
"formats": {
"$ref": "#/$defs/stated",
"additionalProperties": {
"$ref": "#/$defs/stated",
"required": [
"shape",
"name"
],
"additionalProperties": {
"$ref": "#/$defs/stated"
}
}
},
"forbidden": {
"$ref": "#/$defs/stated"
},
"figures": {
"$ref": "#/$defs/stated",
"additionalProperties": {
"$ref": "#/$defs/stated"
}
}
}
},
"forms": {
"$ref": "#/$defs/stated",
"required": [
"heading",
"marker",
"example",
"placeholder"
],
"additionalProperties": {
"$ref": "#/$defs/stated"
}
},
"front_matter": {
"$ref": "#/$defs/stated"
},
"preamble": {
"$ref": "#/$defs/stated"
},
"closing": {
"$ref": "#/$defs/stated"
},
"checklist": {
"$ref": "#/$defs/stated",
"required": [
"heading",
"groups"
],
"properties": {
"groups": {
"$ref": "#/$defs/stated",
"minProperties": 1,
"additionalProperties": {
"$ref": "#/$defs/stated"
}
}
},
"additionalProperties": {
"$ref": "#/$defs/stated"
}
},
"sections": {
"$ref": "#/$defs/stated",
"additionalProperties": {
"$ref": "#/$defs/stated",
"required": [
"heading"
],
"additionalProperties": {
"$ref": "#/$defs/stated"
}
}
},
"questions": {
"$ref": "#/$defs/stated",
"minProperties": 1,
"additionalProperties": {
"$ref": "#/$defs/stated",
"required": [
"prompt"
],
"properties": {
"words": {
"$ref": "#/$defs/ends"
},
"images": {
"$ref": "#/$defs/ends"
}
},
"additionalProperties": {
"$ref": "#/$defs/stated"
}
}
}
},
"required": [
"forms",
"preamble",
"questions"
]
}
}
}

EDITIONS: dict[str, Any] = {
"2023": {
"format": 1,
"template": "2023",
"course": {
"checker": "dtu-02476-2023",
"report": "reports/README.md",
"formats": {
"1": {
"shape": "0",
"name": "group number"
},
"2": {
"shape": "000000",
"name": "study number such as s123456"
}
},
"forbidden": [
"TODO",
"TBD",
"FIXME",
"XXX"
],
"figures": {
"bucket.png": "b0a59bff99299446a1690ea6700793ca8b09e1e176222981224d2b4c35ef96f3",
"build.png": "667bbb4ed82acda269b913bcd88a8c07a98803956abb639fcc152ca51bf8016c",
"overview.png": "e2dacac63e0577ae89a40bd6a09dd29f642594ef65d8eaf7116b91be29286a85",
"registry.png": "da4a51ae9ce702d82c5b80418e582f77868824e1be8292d836f6a79a633c5b3c",
"wandb.png": "706bcf49f34bb8141b8f3984575802c1a141d3cecffbf7a5fb03baef42c67da1"
}
},
"forms": {
"heading": "### Question {number}",
"marker": "Answer:",
"example": "Example:",
"placeholder": "--- question {number} fill here ---"
},
"preamble": "# Exam template for 02476 Machine Learning Operations\n\nThis is the report template for the exam. Please only remove the text formatted as with three dashes in front and behind\nlike:\n\n```--- question 1 fill here ---```\n\nwhere you instead should add your answers. Any other changes may have unwanted consequences when your report is auto\ngenerated in the end of the course. For questions where you are asked to include images, start by adding the image to\nthe `figures` subfolder (please only use `.png`, `.jpg` or `.jpeg`) and then add the following code in your answer:\n\n```markdown\n![my_image](figures/<image>.<extension>)\n```\n\nIn addition to this markdown file, we also provide the `report.py` script that provides two utility functions:\n\nRunning:\n\n```bash\npython report.py html\n```\n\nwill generate an `.html` page of your report. After deadline for answering this template, we will autoscrape\neverything in this `reports` folder and then use this utility to generate an `.html` page that will be your serve\nas your final handin.\n\nRunning\n\n```bash\npython report.py check\n```\n\nwill check your answers in this template against the constrains listed for each question e.g. is your answer too\nshort, too long, have you included an image when asked to.\n\nFor both functions to work it is important that you do not rename anything. The script have two dependencies that can\nbe installed with `pip install click markdown`.",
"checklist": {
"heading": "## Overall project checklist",
"introduction": "The checklist is *exhaustic* which means that it includes everything that you could possible do on the project in\nrelation the curricilum in this course. Therefore, we do not expect at all that you have checked of all boxes at the\nend of the project.",
"groups": {
"### Week 1": [
"Create a git repository",
"Make sure that all team members have write access to the github repository",
"Create a dedicated environment for you project to keep track of your packages",
"Create the initial file structure using cookiecutter",
"Fill out the `make_dataset.py` file such that it downloads whatever data you need and",
"Add a model file and a training script and get that running",
"Remember to fill out the `requirements.txt` file with whatever dependencies that you are using",
"Remember to comply with good coding practices (`pep8`) while doing the project",
"Do a bit of code typing and remember to document essential parts of your code",
"Setup version control for your data or part of your data",
"Construct one or multiple docker files for your code",
"Build the docker files locally and make sure they work as intended",
"Write one or multiple configurations files for your experiments",
"Used Hydra to load the configurations and manage your hyperparameters",
"When you have something that works somewhat, remember at some point to to some profiling and see if\n      you can optimize your code",
"Use Weights & Biases to log training progress and other important metrics/artifacts in your code. Additionally,\n      consider running a hyperparameter optimization sweep.",
"Use Pytorch-lightning (if applicable) to reduce the amount of boilerplate in your code"
],
"### Week 2": [
"Write unit tests related to the data part of your code",
"Write unit tests related to model construction and or model training",
"Calculate the coverage.",
"Get some continuous integration running on the github repository",
"Create a data storage in GCP Bucket for you data and preferable link this with your data version control setup",
"Create a trigger workflow for automatically building your docker images",
"Get your model training in GCP using either the Engine or Vertex AI",
"Create a FastAPI application that can do inference using your model",
"If applicable, consider deploying the model locally using torchserve",
"Deploy your model in GCP using either Functions or Run as the backend"
],
"### Week 3": [
"Check how robust your model is towards data drifting",
"Setup monitoring for the system telemetry of your deployed model",
"Setup monitoring for the performance of your deployed model",
"If applicable, play around with distributed data loading",
"If applicable, play around with distributed model training",
"Play around with quantization, compilation and pruning for you trained models to increase inference speed"
],
"### Additional": [
"Revisit your initial project description. Did the project turn out as you wanted?",
"Make sure all group members have a understanding about all parts of the project",
"Uploaded all your code to github"
]
}
},
"sections": {
"1": {
"heading": "## Group information"
},
"4": {
"heading": "## Coding environment",
"introduction": "> In the following section we are interested in learning more about you local development environment."
},
"7": {
"heading": "## Version control",
"introduction": "> In the following section we are interested in how version control was used in your project during development to\n> corporate and increase the quality of your code."
},
"12": {
"heading": "## Running code and tracking experiments",
"introduction": "> In the following section we are interested in learning more about the experimental setup for running your code and\n> especially the reproducibility of your experiments."
},
"17": {
"heading": "## Working in the cloud",
"introduction": "> In the following section we would like to know more about your experience when developing in the cloud."
},
"25": {
"heading": "## Overall discussion of project",
"introduction": "> In the following section we would like you to think about the general structure of your project."
}
},
"questions": {
"1": {
"prompt": "**Enter the group number you signed up on <learn.inside.dtu.dk>**",
"tight": [
"heading"
]
},
"2": {
"prompt": "**Enter the study number for each member in the group**",
"example": "\n*sXXXXXX, sXXXXXX, sXXXXXX*",
"tight": [
"heading"
]
},
"3": {
"prompt": "**What framework did you choose to work with and did it help you complete the project?**",
"hint": "Answer length: 100-200 words.",
"example": "*We used the third-party framework ... in our project. We used functionality ... and functionality ... from the*\n*package to do ... and ... in our project*.",
"words": {
"min": 100,
"max": 200
},
"tight": [
"heading"
]
},
"4": {
"prompt": "**Explain how you managed dependencies in your project? Explain the process a new team member would have to go**\n**through to get an exact copy of your environment.**",
"hint": "Answer length: 100-200 words",
"example": "*We used ... for managing our dependencies. The list of dependencies was auto-generated using ... . To get a*\n*complete copy of our development enviroment, one would have to run the following commands*",
"words": {
"min": 100,
"max": 200
}
},
"5": {
"prompt": "**We expect that you initialized your project using the cookiecutter template. Explain the overall structure of your**\n**code. Did you fill out every folder or only a subset?**",
"hint": "Answer length: 100-200 words",
"example": "*From the cookiecutter template we have filled out the ... , ... and ... folder. We have removed the ... folder*\n*because we did not use any ... in our project. We have added an ... folder that contains ... for running our*\n*experiments.*",
"words": {
"min": 100,
"max": 200
},
"tight": [
"marker"
]
},
"6": {
"prompt": "**Did you implement any rules for code quality and format? Additionally, explain with your own words why these**\n**concepts matters in larger projects.**",
"hint": "Answer length: 50-100 words.",
"words": {
"min": 50,
"max": 100
}
},
"7": {
"prompt": "**How many tests did you implement and what are they testing in your code?**",
"hint": "Answer length: 50-100 words.",
"example": "*In total we have implemented X tests. Primarily we are testing ... and ... as these the most critical parts of our*\n*application but also ... .*",
"words": {
"min": 50,
"max": 100
}
},
"8": {
"prompt": "**What is the total code coverage (in percentage) of your code? If you code had an code coverage of 100% (or close**\n**to), would you still trust it to be error free? Explain you reasoning.**",
"hint": "Answer length: 100-200 words.",
"example": "*The total code coverage of code is X%, which includes all our source code. We are far from 100% coverage of our **\n*code and even if we were then...*",
"words": {
"min": 100,
"max": 200
}
},
"9": {
"prompt": "**Did you workflow include using branches and pull requests? If yes, explain how. If not, explain how branches and**\n**pull request can help improve version control.**",
"hint": "Answer length: 100-200 words.",
"example": "*We made use of both branches and PRs in our project. In our group, each member had an branch that they worked on in*\n*addition to the main branch. To merge code we ...*",
"words": {
"min": 100,
"max": 200
}
},
"10": {
"prompt": "**Did you use DVC for managing data in your project? If yes, then how did it improve your project to have version**\n**control of your data. If no, explain a case where it would be beneficial to have version control of your data.**",
"hint": "Answer length: 100-200 words.",
"example": "*We did make use of DVC in the following way: ... . In the end it helped us in ... for controlling ... part of our*\n*pipeline*",
"words": {
"min": 100,
"max": 200
}
},
"11": {
"prompt": "**Discuss you continues integration setup. What kind of CI are you running (unittesting, linting, etc.)? Do you test**\n**multiple operating systems, python version etc. Do you make use of caching? Feel free to insert a link to one of**\n**your github actions workflow.**",
"hint": "Answer length: 200-300 words.",
"example": "*We have organized our CI into 3 separate files: one for doing ..., one for running ... testing and one for running*\n*... . In particular for our ..., we used ... .An example of a triggered workflow can be seen here: <weblink>*",
"words": {
"min": 200,
"max": 300
}
},
"12": {
"prompt": "**How did you configure experiments? Did you make use of config files? Explain with coding examples of how you would**\n**run a experiment.**",
"hint": "Answer length: 50-100 words.",
"example": "*We used a simple argparser, that worked in the following way: python my_script.py --lr 1e-3 --batch_size 25*",
"words": {
"min": 50,
"max": 100
}
},
"13": {
"prompt": "**Reproducibility of experiments are important. Related to the last question, how did you secure that no information**\n**is lost when running experiments and that your experiments are reproducible?**",
"hint": "Answer length: 100-200 words.",
"example": "*We made use of config files. Whenever an experiment is run the following happens: ... . To reproduce an experiment*\n*one would have to do ...*",
"words": {
"min": 100,
"max": 200
}
},
"14": {
"prompt": "**Upload 1 to 3 screenshots that show the experiments that you have done in W&B (or another experiment tracking**\n**service of your choice). This may include loss graphs, logged images, hyperparameter sweeps etc. You can take**\n**inspiration from [this figure](figures/wandb.png). Explain what metrics you are tracking and why they are**\n**important.**",
"hint": "Answer length: 200-300 words + 1 to 3 screenshots.",
"example": "*As seen in the first image when have tracked ... and ... which both inform us about ... in our experiments.*\n*As seen in the second image we are also tracking ... and ...*",
"words": {
"min": 200,
"max": 300
},
"images": {
"min": 1,
"max": 3
}
},
"15": {
"prompt": "**Docker is an important tool for creating containerized applications. Explain how you used docker in your**\n**experiments? Include how you would run your docker images and include a link to one of your docker files.**",
"hint": "Answer length: 100-200 words.",
"example": "*For our project we developed several images: one for training, inference and deployment. For example to run the*\n*training docker image: `docker run trainer:latest lr=1e-3 batch_size=64`. Link to docker file: <weblink>*",
"words": {
"min": 100,
"max": 200
}
},
"16": {
"prompt": "**When running into bugs while trying to run your experiments, how did you perform debugging? Additionally, did you**\n**try to profile your code or do you think it is already perfect?**",
"hint": "Answer length: 100-200 words.",
"example": "*Debugging method was dependent on group member. Some just used ... and others used ... . We did a single profiling*\n*run of our main code at some point that showed ...*",
"words": {
"min": 100,
"max": 200
}
},
"17": {
"prompt": "**List all the GCP services that you made use of in your project and shortly explain what each service does?**",
"hint": "Answer length: 50-200 words.",
"example": "*We used the following two services: Engine and Bucket. Engine is used for... and Bucket is used for...*",
"words": {
"min": 50,
"max": 200
}
},
"18": {
"prompt": "**The backbone of GCP is the Compute engine. Explained how you made use of this service and what type of VMs**\n**you used?**",
"hint": "Answer length: 100-200 words.",
"example": "*We used the compute engine to run our ... . We used instances with the following hardware: ... and we started the*\n*using a custom container: ...*",
"words": {
"min": 100,
"max": 200
}
},
"19": {
"prompt": "**Insert 1-2 images of your GCP bucket, such that we can see what data you have stored in it.**\n**You can take inspiration from [this figure](figures/bucket.png).**",
"images": {
"min": 1,
"max": 2
}
},
"20": {
"prompt": "**Upload one image of your GCP container registry, such that we can see the different images that you have stored.**\n**You can take inspiration from [this figure](figures/registry.png).**",
"images": {
"min": 1,
"max": 1
}
},
"21": {
"prompt": "**Upload one image of your GCP cloud build history, so we can see the history of the images that have been build in**\n**your project. You can take inspiration from [this figure](figures/build.png).**",
"images": {
"min": 1,
"max": 1
}
},
"22": {
"prompt": "**Did you manage to deploy your model, either in locally or cloud? If not, describe why. If yes, describe how and**\n**preferably how you invoke your deployed service?**",
"hint": "Answer length: 100-200 words.",
"example": "*For deployment we wrapped our model into application using ... . We first tried locally serving the model, which*\n*worked. Afterwards we deployed it in the cloud, using ... . To invoke the service an user would call*\n*`curl -X POST -F \"file=@file.json\"<weburl>`*",
"words": {
"min": 100,
"max": 200
}
},
"23": {
"prompt": "**Did you manage to implement monitoring of your deployed model? If yes, explain how it works. If not, explain how**\n**monitoring would help the longevity of your application.**",
"hint": "Answer length: 100-200 words.",
"example": "*We did not manage to implement monitoring. We would like to have monitoring implemented such that over time we could*\n*measure ... and ... that would inform us about this ... behaviour of our application.*",
"words": {
"min": 100,
"max": 200
}
},
"24": {
"prompt": "**How many credits did you end up using during the project and what service was most expensive?**",
"hint": "Answer length: 25-100 words.",
"example": "*Group member 1 used ..., Group member 2 used ..., in total ... credits was spend during development. The service*\n*costing the most was ... due to ...*",
"words": {
"min": 25,
"max": 100
}
},
"25": {
"prompt": "**Include a figure that describes the overall architecture of your system and what services that you make use of.**\n**You can take inspiration from [this figure](figures/overview.png). Additionally in your own words, explain the**\n**overall steps in figure.**",
"hint": "Answer length: 200-400 words",
"example": "\n*The starting point of the diagram is our local setup, where we integrated ... and ... and ... into our code.*\n*Whenever we commit code and puch to github, it auto triggers ... and ... . From there the diagram shows ...*",
"words": {
"min": 200,
"max": 400
},
"images": {
"min": 1,
"max": 1
}
},
"26": {
"prompt": "**Discuss the overall struggles of the project. Where did you spend most time and what did you do to overcome these**\n**challenges?**",
"hint": "Answer length: 200-400 words.",
"example": "*The biggest challenges in the project was using ... tool to do ... . The reason for this was ...*",
"words": {
"min": 200,
"max": 400
}
},
"27": {
"prompt": "**State the individual contributions of each team member. This is required information from DTU, because we need to**\n**make sure all members contributed actively to the project**",
"hint": "Answer length: 50-200 words.",
"example": "*Student sXXXXXX was in charge of developing of setting up the initial cookie cutter project and developing of the*\n*docker containers for training our applications.*\n*Student sXXXXXX was in charge of training our models in the cloud and deploying them afterwards.*\n*All members contributed to code by...*",
"words": {
"min": 50,
"max": 200
}
}
},
"revisions": {
"2023-04-12": {},
"2023-01-06": {
"front_matter": "layout: default\nnav_exclude: true"
},
"2023-01-02": {
"checklist": null,
"questions": {
"7": {
"hint": null,
"example": null,
"words": null,
"prompt": "**How many tests did you implement?**"
},
"8": {
"hint": "**Answer length: 100-200 words.**"
},
"18": {
"hint": "Answer length: 50-100 words.",
"words": {
"min": 50,
"max": 100
}
}
}
},
"2022-12-31": {
"questions": {
"25": {
"example": "*\n*The starting point of the diagram is our local setup, where we integrated ... and ... and ... into our code.*\n*Whenever we commit code and puch to github, it auto triggers ... and ... . From there the diagram shows ...*"
}
}
},
"2022-12-29": {
"preamble": "# Exam template for 02476 Machine Learning Operations\n\nThis is the report template for the exam. Please only remove the text formatted as with three dashes in front and behind\nlike:\n\n```--- question 1 fill here ---```\n\nwhere you instead should add your answers. Any other changes may have unwanted consequences when your report is auto\ngenerated in the end of the course. For questions where you are asked to include images, start by adding the image to\nthe `figures` subfolder (please only use `.png`, `.jpg` or `.jpeg`) and then add the following code in your answer:\n\n```markdown\n![my_image](figures/<image>.<extension>)\n```\n\nIn addition to this markdown file, we also provide the `report.py` script that provides two utility functions:\n\n* Running:\n\n  ```bash\n  python report.py html\n  ```\n\n  will generate an `.html` page of your report. After deadline for answering this template, we will autoscrape\n  everything in this `reports` folder and then use this utility to generate an `.html` page that will be your serve\n  as your final handin.\n\n* Running\n\n  ```bash\n  python report.py check\n  ```\n\n  will check your answers in this template against the constrains listed for each question e.g. is your answer too\n  short, too long, have you included an image when asked to.\n\nFor both functions to work it is important that you do not rename anything. The script have two dependencies that can\nbe installed with `pip install click markdown`."
},
"2022-12-15b": {
"preamble": "# Exam sheet\n\nThis is the template for the exam. Please do not remove anything from the template, only add your answers.\nFor including images, add it to the figures subfolder and then in this template add:\n```\n![my_image](figures/<image>.<extension>)\n```",
"questions": {
"14": {
"lead": "<img style=\"float: right;\" src=\"figures/wandb.png\" width=\"300\">",
"prompt": "**Upload 1 to 3 screenshots that show the experiments that you have done in W&B (or another experiment tracking**\n**service of your choice). This may include loss graphs, logged images, hyperparameter sweeps etc. Explain what**\n**metrics you are tracking and why they are important**"
},
"17": {
"lead": "<img style=\"float: right;\" src=\"figures/gcp.png\" width=\"300\">"
},
"19": {
"lead": "<img style=\"float: right;\" src=\"figures/bucket.png\" width=\"300\">",
"prompt": "**Insert 1-2 images of your GCP bucket, such that we can see what data you have stored in it.**"
},
"20": {
"lead": "<img style=\"float: right;\" src=\"figures/registry.png\" width=\"300\">",
"prompt": "**Upload one image of your GCP container registry, such that we can see the different images that you have stored.**"
},
"21": {
"lead": "<img style=\"float: right;\" src=\"figures/build.png\" width=\"300\">",
"prompt": "**Upload one image of your GCP cloud build history, so we can see the history of the images that have been build in**\n**your project.**"
},
"25": {
"lead": "<img style=\"float: right;\" src=\"figures/overview.png\" width=\"300\">",
"prompt": "**Include a figure that describes the overall architecture of your system and what services that you make use of.**\n**You can take inspiration from the figure to the right. Additionally in your own words, explain the overall steps**\n**in figure.**",
"example": "*The starting point of the diagram is our local setup, where we integrated ... and ... and ... into our code.*\n*Whenever we commit code and puch to github, it auto triggers ... and ... . From there the diagram shows ...*"
}
}
}
}
},
"2024": {
"format": 1,
"template": "2024",
"extends": "2023",
"preamble": "# Exam template for 02476 Machine Learning Operations\n\nThis is the report template for the exam. Please only remove the text formatted as with three dashes in front and behind\nlike:\n\n```--- question 1 fill here ---```\n\nwhere you instead should add your answers. Any other changes may have unwanted consequences when your report is\nauto-generated at the end of the course. For questions where you are asked to include images, start by adding the image\nto the `figures` subfolder (please only use `.png`, `.jpg` or `.jpeg`) and then add the following code in your answer:\n\n```markdown\n![my_image](figures/<image>.<extension>)\n```\n\nIn addition to this markdown file, we also provide the `report.py` script that provides two utility functions:\n\nRunning:\n\n```bash\npython report.py html\n```\n\nwill generate a `.html` page of your report. After the deadline for answering this template, we will auto-scrape\neverything in this `reports` folder and then use this utility to generate an `.html` page that will be your serve\nas your final hand-in.\n\nRunning\n\n```bash\npython report.py check\n```\n\nwill check your answers in this template against the constraints listed for each question e.g. is your answer too\nshort, too long, or have you included an image when asked to.\n\nFor both functions to work you mustn't rename anything. The script has two dependencies that can be installed with\n\n```bash\npip install typer markdown\n```",
"checklist": {
"introduction": "The checklist is *exhaustive* which means that it includes everything that you could do on the project included in the\ncurriculum in this course. Therefore, we do not expect at all that you have checked all boxes at the end of the project.",
"groups": {
"### Additional": null,
"### Week 1": [
"Create a git repository (M5)",
"Make sure that all team members have write access to the GitHub repository (M5)",
"Create a dedicated environment for you project to keep track of your packages (M2)",
"Create the initial file structure using cookiecutter with an appropriate template (M6)",
"Fill out the `data.py` file such that it downloads whatever data you need and preprocesses it (if necessary) (M6)",
"Add a model to `model.py` and a training procedure to `train.py` and get that running (M6)",
"Remember to fill out the `requirements.txt` and `requirements_dev.txt` file with whatever dependencies that you\n    are using (M2+M6)",
"Remember to comply with good coding practices (`pep8`) while doing the project (M7)",
"Do a bit of code typing and remember to document essential parts of your code (M7)",
"Setup version control for your data or part of your data (M8)",
"Add command line interfaces and project commands to your code where it makes sense (M9)",
"Construct one or multiple docker files for your code (M10)",
"Build the docker files locally and make sure they work as intended (M10)",
"Write one or multiple configurations files for your experiments (M11)",
"Used Hydra to load the configurations and manage your hyperparameters (M11)",
"Use profiling to optimize your code (M12)",
"Use logging to log important events in your code (M14)",
"Use Weights & Biases to log training progress and other important metrics/artifacts in your code (M14)",
"Consider running a hyperparameter optimization sweep (M14)",
"Use PyTorch-lightning (if applicable) to reduce the amount of boilerplate in your code (M15)"
],
"### Week 2": [
"Write unit tests related to the data part of your code (M16)",
"Write unit tests related to model construction and or model training (M16)",
"Calculate the code coverage (M16)",
"Get some continuous integration running on the GitHub repository (M17)",
"Add caching and multi-os/python/pytorch testing to your continuous integration (M17)",
"Add a linting step to your continuous integration (M17)",
"Add pre-commit hooks to your version control setup (M18)",
"Add a continues workflow that triggers when data changes (M19)",
"Add a continues workflow that triggers when changes to the model registry is made (M19)",
"Create a data storage in GCP Bucket for your data and link this with your data version control setup (M21)",
"Create a trigger workflow for automatically building your docker images (M21)",
"Get your model training in GCP using either the Engine or Vertex AI (M21)",
"Create a FastAPI application that can do inference using your model (M22)",
"Deploy your model in GCP using either Functions or Run as the backend (M23)",
"Write API tests for your application and setup continues integration for these (M24)",
"Load test your application (M24)",
"Create a more specialized ML-deployment API using either ONNX or BentoML, or both (M25)",
"Create a frontend for your API (M26)"
],
"### Week 3": [
"Check how robust your model is towards data drifting (M27)",
"Deploy to the cloud a drift detection API (M27)",
"Instrument your API with a couple of system metrics (M28)",
"Setup cloud monitoring of your instrumented application (M28)",
"Create one or more alert systems in GCP to alert you if your app is not behaving correctly (M28)",
"If applicable, optimize the performance of your data loading using distributed data loading (M29)",
"If applicable, optimize the performance of your training pipeline by using distributed training (M30)",
"Play around with quantization, compilation and pruning for you trained models to increase inference speed (M31)"
],
"### Extra": [
"Write some documentation for your application (M32)",
"Publish the documentation to GitHub Pages (M32)",
"Revisit your initial project description. Did the project turn out as you wanted?",
"Create an architectural diagram over your MLOps pipeline",
"Make sure all group members have an understanding about all parts of the project",
"Uploaded all your code to GitHub"
]
}
},
"questions": {
"3": {
"hint": "Recommended answer length: 100-200 words."
},
"4": {
"hint": "Recommended answer length: 100-200 words",
"example": "*We used ... for managing our dependencies. The list of dependencies was auto-generated using ... . To get a*\n*complete copy of our development environment, one would have to run the following commands*"
},
"5": {
"hint": "Recommended answer length: 100-200 words"
},
"6": {
"hint": "Recommended answer length: 50-100 words."
},
"7": {
"hint": "Recommended answer length: 50-100 words."
},
"8": {
"hint": "Recommended answer length: 100-200 words."
},
"9": {
"hint": "Recommended answer length: 100-200 words."
},
"10": {
"hint": "Recommended answer length: 100-200 words."
},
"11": {
"prompt": "**Discuss you continuous integration setup. What kind of continuous integration are you running (unittesting,**\n**linting, etc.)? Do you test multiple operating systems, Python  version etc. Do you make use of caching? Feel free**\n**to insert a link to one of your GitHub actions workflow.**",
"hint": "Recommended answer length: 200-300 words.",
"example": "*We have organized our continuous integration into 3 separate files: one for doing ..., one for running ... testing*\n*and one for running ... . In particular for our ..., we used ... .An example of a triggered workflow can be seen*\n*here: <weblink>*"
},
"12": {
"hint": "Recommended answer length: 50-100 words.",
"example": "*We used a simple argparser, that worked in the following way: Python  my_script.py --lr 1e-3 --batch_size 25*"
},
"13": {
"hint": "Recommended answer length: 100-200 words."
},
"14": {
"hint": "Recommended answer length: 200-300 words + 1 to 3 screenshots."
},
"15": {
"hint": "Recommended answer length: 100-200 words."
},
"16": {
"hint": "Recommended answer length: 100-200 words."
},
"17": {
"hint": "Recommended answer length: 50-200 words."
},
"18": {
"hint": "Recommended answer length: 100-200 words."
},
"20": {
"prompt": "**Upload one image of your GCP artifact registry, such that we can see the different images that you have stored.**\n**You can take inspiration from [this figure](figures/registry.png).**"
},
"22": {
"hint": "Recommended answer length: 100-200 words."
},
"23": {
"hint": "Recommended answer length: 100-200 words."
},
"24": {
"hint": "Recommended answer length: 25-100 words."
},
"25": {
"hint": "Recommended answer length: 200-400 words",
"example": "\n*The starting point of the diagram is our local setup, where we integrated ... and ... and ... into our code.*\n*Whenever we commit code and push to github, it auto triggers ... and ... . From there the diagram shows ...*"
},
"26": {
"hint": "Recommended answer length: 200-400 words."
},
"27": {
"hint": "Recommended answer length: 50-200 words."
}
},
"revisions": {
"2024-12-20": {},
"2024-12-18": {
"checklist": {
"groups": {
"### Extra": null,
"### Week 1": [
"Create a git repository",
"Make sure that all team members have write access to the GitHub repository",
"Create a dedicated environment for you project to keep track of your packages",
"Create the initial file structure using cookiecutter",
"Fill out the `make_dataset.py` file such that it downloads whatever data you need and",
"Add a model file and a training script and get that running",
"Remember to fill out the `requirements.txt` file with whatever dependencies that you are using",
"Remember to comply with good coding practices (`pep8`) while doing the project",
"Do a bit of code typing and remember to document essential parts of your code",
"Setup version control for your data or part of your data",
"Construct one or multiple docker files for your code",
"Build the docker files locally and make sure they work as intended",
"Write one or multiple configurations files for your experiments",
"Used Hydra to load the configurations and manage your hyperparameters",
"When you have something that works somewhat, remember at some point to to some profiling and see if\n      you can optimize your code",
"Use Weights & Biases to log training progress and other important metrics/artifacts in your code. Additionally,\n      consider running a hyperparameter optimization sweep.",
"Use PyTorch-lightning (if applicable) to reduce the amount of boilerplate in your code"
],
"### Week 2": [
"Write unit tests related to the data part of your code",
"Write unit tests related to model construction and or model training",
"Calculate the coverage.",
"Get some continuous integration running on the GitHub repository",
"Create a data storage in GCP Bucket for you data and preferable link this with your data version control setup",
"Create a trigger workflow for automatically building your docker images",
"Get your model training in GCP using either the Engine or Vertex AI",
"Create a FastAPI application that can do inference using your model",
"If applicable, consider deploying the model locally using torchserve",
"Deploy your model in GCP using either Functions or Run as the backend"
],
"### Week 3": [
"Check how robust your model is towards data drifting",
"Setup monitoring for the system telemetry of your deployed model",
"Setup monitoring for the performance of your deployed model",
"If applicable, play around with distributed data loading",
"If applicable, play around with distributed model training",
"Play around with quantization, compilation and pruning for you trained models to increase inference speed"
],
"### Additional": [
"Revisit your initial project description. Did the project turn out as you wanted?",
"Make sure all group members have a understanding about all parts of the project",
"Uploaded all your code to github"
]
}
}
},
"2024-11-09": {
"preamble": "# Exam template for 02476 Machine Learning Operations\n\nThis is the report template for the exam. Please only remove the text formatted as with three dashes in front and behind\nlike:\n\n```--- question 1 fill here ---```\n\nwhere you instead should add your answers. Any other changes may have unwanted consequences when your report is\nauto-generated at the end of the course. For questions where you are asked to include images, start by adding the image\nto the `figures` subfolder (please only use `.png`, `.jpg` or `.jpeg`) and then add the following code in your answer:\n\n```markdown\n![my_image](figures/<image>.<extension>)\n```\n\nIn addition to this markdown file, we also provide the `report.py` script that provides two utility functions:\n\nRunning:\n\n```bash\npython report.py html\n```\n\nwill generate a `.html` page of your report. After the deadline for answering this template, we will auto-scrape\neverything in this `reports` folder and then use this utility to generate an `.html` page that will be your serve\nas your final hand-in.\n\nRunning\n\n```bash\npython report.py check\n```\n\nwill check your answers in this template against the constraints listed for each question e.g. is your answer too\nshort, too long, or have you included an image when asked to.\n\nFor both functions to work you mustn't rename anything. The script has two dependencies that can be installed with\n\n```bash\npip install click markdown\n```"
},
"2024-10-12": {
"checklist": {
"groups": {
"### Week 1": [
"Create a git repository",
"Make sure that all team members have write access to the GitHub repository",
"Create a dedicated environment for you project to keep track of your packages",
"Create the initial file structure using cookiecutter",
"Fill out the `make_dataset.py` file such that it downloads whatever data you need and",
"Add a model file and a training script and get that running",
"Remember to fill out the `requirements.txt` file with whatever dependencies that you are using",
"Remember to comply with good coding practices (`pep8`) while doing the project",
"Do a bit of code typing and remember to document essential parts of your code",
"Setup version control for your data or part of your data",
"Construct one or multiple docker files for your code",
"Build the docker files locally and make sure they work as intended",
"Write one or multiple configurations files for your experiments",
"Used Hydra to load the configurations and manage your hyperparameters",
"When you have something that works somewhat, remember at some point to to some profiling and see if\n      you can optimize your code",
"Use Weights & Biases to log training progress and other important metrics/artifacts in your code. Additionally,\n      consider running a hyperparameter optimization sweep.",
"Use Pytorch-lightning (if applicable) to reduce the amount of boilerplate in your code"
]
}
}
},
"2024-06-18": {
"front_matter": "layout: default\nnav_exclude: true"
},
"2024-06-04": {
"questions": {
"20": {
"prompt": "**Upload one image of your GCP container registry, such that we can see the different images that you have stored.**\n**You can take inspiration from [this figure](figures/registry.png).**"
}
}
},
"2024-04-25": {
"questions": {
"25": {
"example": "\n*The starting point of the diagram is our local setup, where we integrated ... and ... and ... into our code.*\n*Whenever we commit code and puch to github, it auto triggers ... and ... . From there the diagram shows ...*"
}
}
},
"2024-02-01": {
"preamble": "# Exam template for 02476 Machine Learning Operations\n\nThis is the report template for the exam. Please only remove the text formatted as with three dashes in front and behind\nlike:\n\n```--- question 1 fill here ---```\n\nwhere you instead should add your answers. Any other changes may have unwanted consequences when your report is auto\ngenerated in the end of the course. For questions where you are asked to include images, start by adding the image to\nthe `figures` subfolder (please only use `.png`, `.jpg` or `.jpeg`) and then add the following code in your answer:\n\n```markdown\n![my_image](figures/<image>.<extension>)\n```\n\nIn addition to this markdown file, we also provide the `report.py` script that provides two utility functions:\n\nRunning:\n\n```bash\npython report.py html\n```\n\nwill generate an `.html` page of your report. After deadline for answering this template, we will autoscrape\neverything in this `reports` folder and then use this utility to generate an `.html` page that will be your serve\nas your final handin.\n\nRunning\n\n```bash\npython report.py check\n```\n\nwill check your answers in this template against the constrains listed for each question e.g. is your answer too\nshort, too long, have you included an image when asked to.\n\nFor both functions to work it is important that you do not rename anything. The script have two dependencies that can\nbe installed with `pip install click markdown`.",
"checklist": {
"introduction": "The checklist is *exhaustic* which means that it includes everything that you could possible do on the project in\nrelation the curricilum in this course. Therefore, we do not expect at all that you have checked of all boxes at the\nend of the project.",
"groups": {
"### Week 1": [
"Create a git repository",
"Make sure that all team members have write access to the github repository",
"Create a dedicated environment for you project to keep track of your packages",
"Create the initial file structure using cookiecutter",
"Fill out the `make_dataset.py` file such that it downloads whatever data you need and",
"Add a model file and a training script and get that running",
"Remember to fill out the `requirements.txt` file with whatever dependencies that you are using",
"Remember to comply with good coding practices (`pep8`) while doing the project",
"Do a bit of code typing and remember to document essential parts of your code",
"Setup version control for your data or part of your data",
"Construct one or multiple docker files for your code",
"Build the docker files locally and make sure they work as intended",
"Write one or multiple configurations files for your experiments",
"Used Hydra to load the configurations and manage your hyperparameters",
"When you have something that works somewhat, remember at some point to to some profiling and see if\n      you can optimize your code",
"Use Weights & Biases to log training progress and other important metrics/artifacts in your code. Additionally,\n      consider running a hyperparameter optimization sweep.",
"Use Pytorch-lightning (if applicable) to reduce the amount of boilerplate in your code"
],
"### Week 2": [
"Write unit tests related to the data part of your code",
"Write unit tests related to model construction and or model training",
"Calculate the coverage.",
"Get some continuous integration running on the github repository",
"Create a data storage in GCP Bucket for you data and preferable link this with your data version control setup",
"Create a trigger workflow for automatically building your docker images",
"Get your model training in GCP using either the Engine or Vertex AI",
"Create a FastAPI application that can do inference using your model",
"If applicable, consider deploying the model locally using torchserve",
"Deploy your model in GCP using either Functions or Run as the backend"
]
}
},
"questions": {
"11": {
"prompt": "**Discuss you continues integration setup. What kind of CI are you running (unittesting, linting, etc.)? Do you test**\n**multiple operating systems, python version etc. Do you make use of caching? Feel free to insert a link to one of**\n**your github actions workflow.**",
"example": "*We have organized our CI into 3 separate files: one for doing ..., one for running ... testing and one for running*\n*... . In particular for our ..., we used ... .An example of a triggered workflow can be seen here: <weblink>*"
},
"12": {
"example": "*We used a simple argparser, that worked in the following way: python my_script.py --lr 1e-3 --batch_size 25*"
}
}
},
"2023-09-27": {
"questions": {
"3": {
"hint": "Answer length: 100-200 words."
},
"4": {
"hint": "Answer length: 100-200 words"
},
"5": {
"hint": "Answer length: 100-200 words"
},
"6": {
"hint": "Answer length: 50-100 words."
},
"7": {
"hint": "Answer length: 50-100 words."
},
"8": {
"hint": "Answer length: 100-200 words."
},
"9": {
"hint": "Answer length: 100-200 words."
},
"10": {
"hint": "Answer length: 100-200 words."
},
"11": {
"hint": "Answer length: 200-300 words."
},
"12": {
"hint": "Answer length: 50-100 words."
},
"13": {
"hint": "Answer length: 100-200 words."
},
"14": {
"hint": "Answer length: 200-300 words + 1 to 3 screenshots."
},
"15": {
"hint": "Answer length: 100-200 words."
},
"16": {
"hint": "Answer length: 100-200 words."
},
"17": {
"hint": "Answer length: 50-200 words."
},
"18": {
"hint": "Answer length: 100-200 words."
},
"22": {
"hint": "Answer length: 100-200 words."
},
"23": {
"hint": "Answer length: 100-200 words."
},
"24": {
"hint": "Answer length: 25-100 words."
},
"25": {
"hint": "Answer length: 200-400 words"
},
"26": {
"hint": "Answer length: 200-400 words."
},
"27": {
"hint": "Answer length: 50-200 words."
}
}
}
}
},
"2025": {
"format": 1,
"template": "2025",
"course": {
"checker": "dtu-02476",
"report": "reports/README.md",
"formats": {
"1": {
"shape": "0",
"name": "group number"
},
"2": {
"shape": "000000",
"name": "study number such as s123456"
}
},
"forbidden": [
"TODO",
"TBD",
"FIXME",
"XXX"
],
"figures": {
"bucket.png": "b0a59bff99299446a1690ea6700793ca8b09e1e176222981224d2b4c35ef96f3",
"build.png": "667bbb4ed82acda269b913bcd88a8c07a98803956abb639fcc152ca51bf8016c",
"overview.png": "e2dacac63e0577ae89a40bd6a09dd29f642594ef65d8eaf7116b91be29286a85",
"registry.png": "da4a51ae9ce702d82c5b80418e582f77868824e1be8292d836f6a79a633c5b3c",
"wandb.png": "706bcf49f34bb8141b8f3984575802c1a141d3cecffbf7a5fb03baef42c67da1"
}
},
"forms": {
"heading": "### Question {number}",
"marker": "Answer:",
"example": "Example:",
"placeholder": "--- question {number} fill here ---"
},
"preamble": "# Exam template for 02476 Machine Learning Operations\n\nThis is the report template for the exam. Please only remove the text formatted as with three dashes in front and behind\nlike:\n\n```--- question 1 fill here ---```\n\nWhere you instead should add your answers. Any other changes may have unwanted consequences when your report is\nauto-generated at the end of the course. For questions where you are asked to include images, start by adding the image\nto the `figures` subfolder (please only use `.png`, `.jpg` or `.jpeg`) and then add the following code in your answer:\n\n`![my_image](figures/<image>.<extension>)`\n\nIn addition to this markdown file, we also provide the `report.py` script that provides two utility functions:\n\nRunning:\n\n```bash\npython report.py html\n```\n\nWill generate a `.html` page of your report. After the deadline for answering this template, we will auto-scrape\neverything in this `reports` folder and then use this utility to generate a `.html` page that will be your serve\nas your final hand-in.\n\nRunning\n\n```bash\npython report.py check\n```\n\nWill check your answers in this template against the constraints listed for each question e.g. is your answer too\nshort, too long, or have you included an image when asked. For both functions to work you mustn't rename anything.\nThe script has two dependencies that can be installed with\n\n```bash\npip install typer markdown\n```",
"checklist": {
"heading": "## Overall project checklist",
"introduction": "The checklist is *exhaustive* which means that it includes everything that you could do on the project included in the\ncurriculum in this course. Therefore, we do not expect at all that you have checked all boxes at the end of the project.\nThe parenthesis at the end indicates what module the bullet point is related to. Please be honest in your answers, we\nwill check the repositories and the code to verify your answers.",
"groups": {
"### Week 1": [
"Create a git repository (M5)",
"Make sure that all team members have write access to the GitHub repository (M5)",
"Create a dedicated environment for you project to keep track of your packages (M2)",
"Create the initial file structure using cookiecutter with an appropriate template (M6)",
"Fill out the `data.py` file such that it downloads whatever data you need and preprocesses it (if necessary) (M6)",
"Add a model to `model.py` and a training procedure to `train.py` and get that running (M6)",
"Remember to fill out the `requirements.txt` and `requirements_dev.txt` file with whatever dependencies that you\n    are using (M2+M6)",
"Remember to comply with good coding practices (`pep8`) while doing the project (M7)",
"Do a bit of code typing and remember to document essential parts of your code (M7)",
"Setup version control for your data or part of your data (M8)",
"Add command line interfaces and project commands to your code where it makes sense (M9)",
"Construct one or multiple docker files for your code (M10)",
"Build the docker files locally and make sure they work as intended (M10)",
"Write one or multiple configurations files for your experiments (M11)",
"Used Hydra to load the configurations and manage your hyperparameters (M11)",
"Use profiling to optimize your code (M12)",
"Use logging to log important events in your code (M14)",
"Use Weights & Biases to log training progress and other important metrics/artifacts in your code (M14)",
"Consider running a hyperparameter optimization sweep (M14)",
"Use PyTorch-lightning (if applicable) to reduce the amount of boilerplate in your code (M15)"
],
"### Week 2": [
"Write unit tests related to the data part of your code (M16)",
"Write unit tests related to model construction and or model training (M16)",
"Calculate the code coverage (M16)",
"Get some continuous integration running on the GitHub repository (M17)",
"Add caching and multi-os/python/pytorch testing to your continuous integration (M17)",
"Add a linting step to your continuous integration (M17)",
"Add pre-commit hooks to your version control setup (M18)",
"Add a continues workflow that triggers when data changes (M19)",
"Add a continues workflow that triggers when changes to the model registry is made (M19)",
"Create a data storage in GCP Bucket for your data and link this with your data version control setup (M21)",
"Create a trigger workflow for automatically building your docker images (M21)",
"Get your model training in GCP using either the Engine or Vertex AI (M21)",
"Create a FastAPI application that can do inference using your model (M22)",
"Deploy your model in GCP using either Functions or Run as the backend (M23)",
"Write API tests for your application and setup continues integration for these (M24)",
"Load test your application (M24)",
"Create a more specialized ML-deployment API using either ONNX or BentoML, or both (M25)",
"Create a frontend for your API (M26)"
],
"### Week 3": [
"Check how robust your model is towards data drifting (M27)",
"Deploy to the cloud a drift detection API (M27)",
"Instrument your API with a couple of system metrics (M28)",
"Setup cloud monitoring of your instrumented application (M28)",
"Create one or more alert systems in GCP to alert you if your app is not behaving correctly (M28)",
"If applicable, optimize the performance of your data loading using distributed data loading (M29)",
"If applicable, optimize the performance of your training pipeline by using distributed training (M30)",
"Play around with quantization, compilation and pruning for you trained models to increase inference speed (M31)"
],
"### Extra": [
"Write some documentation for your application (M32)",
"Publish the documentation to GitHub Pages (M32)",
"Revisit your initial project description. Did the project turn out as you wanted?",
"Create an architectural diagram over your MLOps pipeline",
"Make sure all group members have an understanding about all parts of the project",
"Uploaded all your code to GitHub"
]
}
},
"sections": {
"1": {
"heading": "## Group information"
},
"4": {
"heading": "## Coding environment",
"introduction": "> In the following section we are interested in learning more about you local development environment. This includes\n> how you managed dependencies, the structure of your code and how you managed code quality."
},
"7": {
"heading": "## Version control",
"introduction": "> In the following section we are interested in how version control was used in your project during development to\n> corporate and increase the quality of your code."
},
"12": {
"heading": "## Running code and tracking experiments",
"introduction": "> In the following section we are interested in learning more about the experimental setup for running your code and\n> especially the reproducibility of your experiments."
},
"17": {
"heading": "## Working in the cloud",
"introduction": "> In the following section we would like to know more about your experience when developing in the cloud."
},
"23": {
"heading": "## Deployment"
},
"27": {
"heading": "## Overall discussion of project",
"introduction": "> In the following section we would like you to think about the general structure of your project."
}
},
"questions": {
"1": {
"prompt": "**Enter the group number you signed up on <learn.inside.dtu.dk>**",
"tight": [
"heading"
]
},
"2": {
"prompt": "**Enter the study number for each member in the group**",
"example": "\n*sXXXXXX, sXXXXXX, sXXXXXX*",
"tight": [
"heading"
]
},
"3": {
"prompt": "**A requirement to the project is that you include a third-party package not covered in the course. What framework**\n**did you choose to work with and did it help you complete the project?**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*We used the third-party framework ... in our project. We used functionality ... and functionality ... from the*\n*package to do ... and ... in our project*.",
"words": {
"min": 100,
"max": 200
},
"tight": [
"heading"
]
},
"4": {
"prompt": "**Explain how you managed dependencies in your project? Explain the process a new team member would have to go**\n**through to get an exact copy of your environment.**",
"hint": "Recommended answer length: 100-200 words",
"example": "*We used ... for managing our dependencies. The list of dependencies was auto-generated using ... . To get a*\n*complete copy of our development environment, one would have to run the following commands*",
"words": {
"min": 100,
"max": 200
}
},
"5": {
"prompt": "**We expect that you initialized your project using the cookiecutter template. Explain the overall structure of your**\n**code. What did you fill out? Did you deviate from the template in some way?**",
"hint": "Recommended answer length: 100-200 words",
"example": "*From the cookiecutter template we have filled out the ... , ... and ... folder. We have removed the ... folder*\n*because we did not use any ... in our project. We have added an ... folder that contains ... for running our*\n*experiments.*",
"words": {
"min": 100,
"max": 200
}
},
"6": {
"prompt": "**Did you implement any rules for code quality and format? What about typing and documentation? Additionally,**\n**explain with your own words why these concepts matters in larger projects.**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*We used ... for linting and ... for formatting. We also used ... for typing and ... for documentation. These*\n*concepts are important in larger projects because ... . For example, typing ...*",
"words": {
"min": 100,
"max": 200
}
},
"7": {
"prompt": "**How many tests did you implement and what are they testing in your code?**",
"hint": "Recommended answer length: 50-100 words.",
"example": "*In total we have implemented X tests. Primarily we are testing ... and ... as these the most critical parts of our*\n*application but also ... .*",
"words": {
"min": 50,
"max": 100
}
},
"8": {
"prompt": "**What is the total code coverage (in percentage) of your code? If your code had a code coverage of 100% (or close**\n**to), would you still trust it to be error free? Explain you reasoning.**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*The total code coverage of code is X%, which includes all our source code. We are far from 100% coverage of our **\n*code and even if we were then...*",
"words": {
"min": 100,
"max": 200
}
},
"9": {
"prompt": "**Did you workflow include using branches and pull requests? If yes, explain how. If not, explain how branches and**\n**pull request can help improve version control.**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*We made use of both branches and PRs in our project. In our group, each member had an branch that they worked on in*\n*addition to the main branch. To merge code we ...*",
"words": {
"min": 100,
"max": 200
}
},
"10": {
"prompt": "**Did you use DVC for managing data in your project? If yes, then how did it improve your project to have version**\n**control of your data. If no, explain a case where it would be beneficial to have version control of your data.**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*We did make use of DVC in the following way: ... . In the end it helped us in ... for controlling ... part of our*\n*pipeline*",
"words": {
"min": 100,
"max": 200
}
},
"11": {
"prompt": "**Discuss you continuous integration setup. What kind of continuous integration are you running (unittesting,**\n**linting, etc.)? Do you test multiple operating systems, Python  version etc. Do you make use of caching? Feel free**\n**to insert a link to one of your GitHub actions workflow.**",
"hint": "Recommended answer length: 200-300 words.",
"example": "*We have organized our continuous integration into 3 separate files: one for doing ..., one for running ... testing*\n*and one for running ... . In particular for our ..., we used ... .An example of a triggered workflow can be seen*\n*here: <weblink>*",
"words": {
"min": 200,
"max": 300
}
},
"12": {
"prompt": "**How did you configure experiments? Did you make use of config files? Explain with coding examples of how you would**\n**run a experiment.**",
"hint": "Recommended answer length: 50-100 words.",
"example": "*We used a simple argparser, that worked in the following way: Python  my_script.py --lr 1e-3 --batch_size 25*",
"words": {
"min": 50,
"max": 100
}
},
"13": {
"prompt": "**Reproducibility of experiments are important. Related to the last question, how did you secure that no information**\n**is lost when running experiments and that your experiments are reproducible?**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*We made use of config files. Whenever an experiment is run the following happens: ... . To reproduce an experiment*\n*one would have to do ...*",
"words": {
"min": 100,
"max": 200
}
},
"14": {
"prompt": "**Upload 1 to 3 screenshots that show the experiments that you have done in W&B (or another experiment tracking**\n**service of your choice). This may include loss graphs, logged images, hyperparameter sweeps etc. You can take**\n**inspiration from [this figure](figures/wandb.png). Explain what metrics you are tracking and why they are**\n**important.**",
"hint": "Recommended answer length: 200-300 words + 1 to 3 screenshots.",
"example": "*As seen in the first image when have tracked ... and ... which both inform us about ... in our experiments.*\n*As seen in the second image we are also tracking ... and ...*",
"words": {
"min": 200,
"max": 300
},
"images": {
"min": 1,
"max": 3
}
},
"15": {
"prompt": "**Docker is an important tool for creating containerized applications. Explain how you used docker in your**\n**experiments/project? Include how you would run your docker images and include a link to one of your docker files.**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*For our project we developed several images: one for training, inference and deployment. For example to run the*\n*training docker image: `docker run trainer:latest lr=1e-3 batch_size=64`. Link to docker file: <weblink>*",
"words": {
"min": 100,
"max": 200
}
},
"16": {
"prompt": "**When running into bugs while trying to run your experiments, how did you perform debugging? Additionally, did you**\n**try to profile your code or do you think it is already perfect?**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*Debugging method was dependent on group member. Some just used ... and others used ... . We did a single profiling*\n*run of our main code at some point that showed ...*",
"words": {
"min": 100,
"max": 200
}
},
"17": {
"prompt": "**List all the GCP services that you made use of in your project and shortly explain what each service does?**",
"hint": "Recommended answer length: 50-200 words.",
"example": "*We used the following two services: Engine and Bucket. Engine is used for... and Bucket is used for...*",
"words": {
"min": 50,
"max": 200
}
},
"18": {
"prompt": "**The backbone of GCP is the Compute engine. Explained how you made use of this service and what type of VMs**\n**you used?**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*We used the compute engine to run our ... . We used instances with the following hardware: ... and we started the*\n*using a custom container: ...*",
"words": {
"min": 100,
"max": 200
}
},
"19": {
"prompt": "**Insert 1-2 images of your GCP bucket, such that we can see what data you have stored in it.**\n**You can take inspiration from [this figure](figures/bucket.png).**",
"images": {
"min": 1,
"max": 2
}
},
"20": {
"prompt": "**Upload 1-2 images of your GCP artifact registry, such that we can see the different docker images that you have**\n**stored. You can take inspiration from [this figure](figures/registry.png).**",
"images": {
"min": 1,
"max": 2
}
},
"21": {
"prompt": "**Upload 1-2 images of your GCP cloud build history, so we can see the history of the images that have been build in**\n**your project. You can take inspiration from [this figure](figures/build.png).**",
"images": {
"min": 1,
"max": 2
}
},
"22": {
"prompt": "**Did you manage to train your model in the cloud using either the Engine or Vertex AI? If yes, explain how you did**\n**it. If not, describe why.**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*We managed to train our model in the cloud using the Engine. We did this by ... . The reason we choose the Engine*\n*was because ...*",
"words": {
"min": 100,
"max": 200
}
},
"23": {
"prompt": "**Did you manage to write an API for your model? If yes, explain how you did it and if you did anything special. If**\n**not, explain how you would do it.**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*We did manage to write an API for our model. We used FastAPI to do this. We did this by ... . We also added ...*\n*to the API to make it more ...*",
"words": {
"min": 100,
"max": 200
}
},
"24": {
"prompt": "**Did you manage to deploy your API, either in locally or cloud? If not, describe why. If yes, describe how and**\n**preferably how you invoke your deployed service?**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*For deployment we wrapped our model into application using ... . We first tried locally serving the model, which*\n*worked. Afterwards we deployed it in the cloud, using ... . To invoke the service an user would call*\n*`curl -X POST -F \"file=@file.json\"<weburl>`*",
"words": {
"min": 100,
"max": 200
}
},
"25": {
"prompt": "**Did you perform any unit testing and load testing of your API? If yes, explain how you did it and what results for**\n**the load testing did you get. If not, explain how you would do it.**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*For unit testing we used ... and for load testing we used ... . The results of the load testing showed that ...*\n*before the service crashed.*",
"words": {
"min": 100,
"max": 200
}
},
"26": {
"prompt": "**Did you manage to implement monitoring of your deployed model? If yes, explain how it works. If not, explain how**\n**monitoring would help the longevity of your application.**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*We did not manage to implement monitoring. We would like to have monitoring implemented such that over time we could*\n*measure ... and ... that would inform us about this ... behaviour of our application.*",
"words": {
"min": 100,
"max": 200
}
},
"27": {
"prompt": "**How many credits did you end up using during the project and what service was most expensive? In general what do**\n**you think about working in the cloud?**",
"hint": "Recommended answer length: 100-200 words.",
"example": "*Group member 1 used ..., Group member 2 used ..., in total ... credits was spend during development. The service*\n*costing the most was ... due to ... . Working in the cloud was ...*",
"words": {
"min": 100,
"max": 200
}
},
"28": {
"prompt": "**Did you implement anything extra in your project that is not covered by other questions? Maybe you implemented**\n**a frontend for your API, use extra version control features, a drift detection service, a kubernetes cluster etc.**\n**If yes, explain what you did and why.**",
"hint": "Recommended answer length: 0-200 words.",
"example": "*We implemented a frontend for our API. We did this because we wanted to show the user ... . The frontend was*\n*implemented using ...*",
"words": {
"min": 0,
"max": 200
}
},
"29": {
"prompt": "**Include a figure that describes the overall architecture of your system and what services that you make use of.**\n**You can take inspiration from [this figure](figures/overview.png). Additionally, in your own words, explain the**\n**overall steps in figure.**",
"hint": "Recommended answer length: 200-400 words",
"example": "\n*The starting point of the diagram is our local setup, where we integrated ... and ... and ... into our code.*\n*Whenever we commit code and push to GitHub, it auto triggers ... and ... . From there the diagram shows ...*",
"words": {
"min": 200,
"max": 400
},
"images": {
"min": 1,
"max": 1
}
},
"30": {
"prompt": "**Discuss the overall struggles of the project. Where did you spend most time and what did you do to overcome these**\n**challenges?**",
"hint": "Recommended answer length: 200-400 words.",
"example": "*The biggest challenges in the project was using ... tool to do ... . The reason for this was ...*",
"words": {
"min": 200,
"max": 400
}
},
"31": {
"prompt": "**State the individual contributions of each team member. This is required information from DTU, because we need to**\n**make sure all members contributed actively to the project. Additionally, state if/how you have used generative AI**\n**tools in your project.**",
"hint": "Recommended answer length: 50-300 words.",
"example": "*Student sXXXXXX was in charge of developing of setting up the initial cookie cutter project and developing of the*\n*docker containers for training our applications.*\n*Student sXXXXXX was in charge of training our models in the cloud and deploying them afterwards.*\n*All members contributed to code by...*\n*We have used ChatGPT to help debug our code. Additionally, we used GitHub Copilot to help write some of our code.*",
"words": {
"min": 50,
"max": 300
},
"placeholder": "fewafewubaofewnafioewnifowf ewafw afew afewafewafionewoanf waf ewonfieownaf fewnaiof newio fweanøf wea fewa\n fweafewa fewiagonwa ognwra'g\n wa\n gwreapig ipweroang w rag\n wa grwa\n  g\n  ew\n  gwea g\n  ew ag ioreabnguorwa bg̈́aw\n   wa\n   gew4igioera giroeahgi0wra gwa",
"tight": [
"marker"
]
}
},
"revisions": {
"2025-01-24": {},
"2025-01-08": {
"preamble": "# Exam template for 02476 Machine Learning Operations\n\nThis is the report template for the exam. Please only remove the text formatted as with three dashes in front and behind\nlike:\n\n```--- question 1 fill here ---```\n\nWhere you instead should add your answers. Any other changes may have unwanted consequences when your report is\nauto-generated at the end of the course. For questions where you are asked to include images, start by adding the image\nto the `figures` subfolder (please only use `.png`, `.jpg` or `.jpeg`) and then add the following code in your answer:\n\n```markdown\n![my_image](figures/<image>.<extension>)\n```\n\nIn addition to this markdown file, we also provide the `report.py` script that provides two utility functions:\n\nRunning:\n\n```bash\npython report.py html\n```\n\nWill generate a `.html` page of your report. After the deadline for answering this template, we will auto-scrape\neverything in this `reports` folder and then use this utility to generate a `.html` page that will be your serve\nas your final hand-in.\n\nRunning\n\n```bash\npython report.py check\n```\n\nWill check your answers in this template against the constraints listed for each question e.g. is your answer too\nshort, too long, or have you included an image when asked. For both functions to work you mustn't rename anything.\nThe script has two dependencies that can be installed with\n\n```bash\npip install typer markdown\n```",
"questions": {
"31": {
"placeholder": null
}
}
},
"2024-12-22": {
"questions": {
"31": {
"tight": null,
"prompt": "**State the individual contributions of each team member. This is required information from DTU, because we need to**\n**make sure all members contributed actively to the project**",
"hint": "Recommended answer length: 50-200 words.",
"example": "*Student sXXXXXX was in charge of developing of setting up the initial cookie cutter project and developing of the*\n*docker containers for training our applications.*\n*Student sXXXXXX was in charge of training our models in the cloud and deploying them afterwards.*\n*All members contributed to code by...*",
"words": {
"min": 50,
"max": 200
}
}
}
}
}
},
"2026": {
"format": 1,
"template": "2026",
"extends": "2025",
"preamble": "# Exam template for 02476 Machine Learning Operations\n\nThis is the report template for the exam. Please only remove the text formatted as with three dashes in front and behind\nlike:\n\n```--- question 1 fill here ---```\n\nWhere you instead should add your answers. Any other changes may have unwanted consequences when your report is\nauto-generated at the end of the course. For questions where you are asked to include images, start by adding the image\nto the `figures` subfolder (please only use `.png`, `.jpg` or `.jpeg`) and then add the following code in your answer:\n\n`![my_image](figures/<image>.<extension>)`\n\nIn addition to this markdown file, we also provide the `report.py` script that provides two utility functions:\n\nRunning:\n\n```bash\npython report.py html\n```\n\nWill generate a `.html` page of your report. After the deadline for answering this template, we will auto-scrape\neverything in this `reports` folder and then use this utility to generate a `.html` page that will be your serve\nas your final hand-in.\n\nRunning\n\n```bash\npython report.py check\n```\n\nWill check your answers in this template against the constraints listed for each question e.g. is your answer too\nshort, too long, or have you included an image when asked. For both functions to work you mustn't rename anything.\nThe script has two dependencies that can be installed with\n\n```bash\npip install typer markdown\n```\n\nor\n\n```bash\nuv add typer markdown\n```",
"checklist": {
"groups": {
"### Week 1": [
"Create a git repository (M5)",
"Make sure that all team members have write access to the GitHub repository (M5)",
"Create a dedicated environment for you project to keep track of your packages (M2)",
"Create the initial file structure using cookiecutter with an appropriate template (M6)",
"Fill out the `data.py` file such that it downloads whatever data you need and preprocesses it (if necessary) (M6)",
"Add a model to `model.py` and a training procedure to `train.py` and get that running (M6)",
"Remember to either fill out the `requirements.txt`/`requirements_dev.txt` files or keeping your\n    `pyproject.toml`/`uv.lock` up-to-date with whatever dependencies that you are using (M2+M6)",
"Remember to comply with good coding practices (`pep8`) while doing the project (M7)",
"Do a bit of code typing and remember to document essential parts of your code (M7)",
"Setup version control for your data or part of your data (M8)",
"Add command line interfaces and project commands to your code where it makes sense (M9)",
"Construct one or multiple docker files for your code (M10)",
"Build the docker files locally and make sure they work as intended (M10)",
"Write one or multiple configurations files for your experiments (M11)",
"Used Hydra to load the configurations and manage your hyperparameters (M11)",
"Use profiling to optimize your code (M12)",
"Use logging to log important events in your code (M14)",
"Use Weights & Biases to log training progress and other important metrics/artifacts in your code (M14)",
"Consider running a hyperparameter optimization sweep (M14)",
"Use PyTorch-lightning (if applicable) to reduce the amount of boilerplate in your code (M15)"
],
"### Week 3": [
"Check how robust your model is towards data drifting (M27)",
"Setup collection of input-output data from your deployed application (M27)",
"Deploy to the cloud a drift detection API (M27)",
"Instrument your API with a couple of system metrics (M28)",
"Setup cloud monitoring of your instrumented application (M28)",
"Create one or more alert systems in GCP to alert you if your app is not behaving correctly (M28)",
"If applicable, optimize the performance of your data loading using distributed data loading (M29)",
"If applicable, optimize the performance of your training pipeline by using distributed training (M30)",
"Play around with quantization, compilation and pruning for you trained models to increase inference speed (M31)"
]
}
},
"questions": {
"3": {
"prompt": "**Did you end up using any open-source frameworks/packages not covered in the course during your project? If so**\n**which did you use and how did they help you complete the project?**",
"hint": "Recommended answer length: 0-200 words.",
"words": {
"min": 0,
"max": 200
}
},
"25": {
"prompt": "**Did you perform any functional testing and load testing of your API? If yes, explain how you did it and what**\n**results for the load testing did you get. If not, explain how you would do it.**",
"example": "*For functional testing we used ... to test our API endpoints. For load testing we used ... . The results of the*\n*load testing showed that ... before the service crashed.*"
},
"31": {
"placeholder": null
}
},
"revisions": {
"2026-01-23b": {},
"2026-01-23": {
"questions": {
"25": {
"example": "*For functional testing we used pytest with httpx to test our API endpoints and ensure they returned the correct*\n*responses. For load testing we used locust with 100 concurrent users. The results of the load testing showed that*\n*our API could handle approximately 500 requests per second before the service crashed.*"
}
}
},
"2026-01-09b": {
"questions": {
"25": {
"prompt": "**Did you perform any unit testing and load testing of your API? If yes, explain how you did it and what results for**\n**the load testing did you get. If not, explain how you would do it.**",
"example": "*For unit testing we used ... and for load testing we used ... . The results of the load testing showed that ...*\n*before the service crashed.*"
}
}
},
"2026-01-09": {
"checklist": {
"groups": {
"### Week 1": [
"Create a git repository (M5)",
"Make sure that all team members have write access to the GitHub repository (M5)",
"Create a dedicated environment for you project to keep track of your packages (M2)",
"Create the initial file structure using cookiecutter with an appropriate template (M6)",
"Fill out the `data.py` file such that it downloads whatever data you need and preprocesses it (if necessary) (M6)",
"Add a model to `model.py` and a training procedure to `train.py` and get that running (M6)",
"Remember to fill out the `requirements.txt` and `requirements_dev.txt` file with whatever dependencies that you\n    are using (M2+M6)",
"Remember to comply with good coding practices (`pep8`) while doing the project (M7)",
"Do a bit of code typing and remember to document essential parts of your code (M7)",
"Setup version control for your data or part of your data (M8)",
"Add command line interfaces and project commands to your code where it makes sense (M9)",
"Construct one or multiple docker files for your code (M10)",
"Build the docker files locally and make sure they work as intended (M10)",
"Write one or multiple configurations files for your experiments (M11)",
"Used Hydra to load the configurations and manage your hyperparameters (M11)",
"Use profiling to optimize your code (M12)",
"Use logging to log important events in your code (M14)",
"Use Weights & Biases to log training progress and other important metrics/artifacts in your code (M14)",
"Consider running a hyperparameter optimization sweep (M14)",
"Use PyTorch-lightning (if applicable) to reduce the amount of boilerplate in your code (M15)"
]
}
}
},
"2026-01-04": {
"checklist": {
"groups": {
"### Week 3": [
"Check how robust your model is towards data drifting (M27)",
"Deploy to the cloud a drift detection API (M27)",
"Instrument your API with a couple of system metrics (M28)",
"Setup cloud monitoring of your instrumented application (M28)",
"Create one or more alert systems in GCP to alert you if your app is not behaving correctly (M28)",
"If applicable, optimize the performance of your data loading using distributed data loading (M29)",
"If applicable, optimize the performance of your training pipeline by using distributed training (M30)",
"Play around with quantization, compilation and pruning for you trained models to increase inference speed (M31)"
]
}
},
"questions": {
"3": {
"prompt": "**A requirement to the project is that you include a third-party package not covered in the course. What framework**\n**did you choose to work with and did it help you complete the project?**",
"hint": "Recommended answer length: 100-200 words.",
"words": {
"min": 100,
"max": 200
}
},
"31": {
"placeholder": "fewafewubaofewnafioewnifowf ewafw afew afewafewafionewoanf waf ewonfieownaf fewnaiof newio fweanøf wea fewa\n fweafewa fewiagonwa ognwra'g\n wa\n gwreapig ipweroang w rag\n wa grwa\n  g\n  ew\n  gwea g\n  ew ag ioreabnguorwa bg̈́aw\n   wa\n   gew4igioera giroeahgi0wra gwa"
}
}
}
}
}
}
