"""The nouns of a round of information, all in the institution's schema."""

from tenants.followup.models.answering import Answer, Remark, Submission, Update, UpdateStanding
from tenants.followup.models.asking import Question, QuestionKind, Request, Round, RoundStanding, RoundSubject
from tenants.followup.models.standing_in import Absence, BodyDesk, Handover
from tenants.followup.models.workbooks import (
    CellChoice,
    CellVerdict,
    UploadStanding,
    WorkbookCell,
    WorkbookExport,
    WorkbookPack,
    WorkbookUpload,
)

__all__ = [
    "Absence",
    "Answer",
    "BodyDesk",
    "CellChoice",
    "CellVerdict",
    "Handover",
    "Question",
    "QuestionKind",
    "Remark",
    "Request",
    "Round",
    "RoundStanding",
    "RoundSubject",
    "Submission",
    "Update",
    "UpdateStanding",
    "UploadStanding",
    "WorkbookCell",
    "WorkbookExport",
    "WorkbookPack",
    "WorkbookUpload",
]
