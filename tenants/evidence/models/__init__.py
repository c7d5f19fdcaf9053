"""Evidence: pieces with their files, who may see a restricted one, and what they are cited for."""

from tenants.evidence.models.citation import Citation, PlaceKind
from tenants.evidence.models.file import DrawnPage, DrawnState, Safety, UploadTicket, Version
from tenants.evidence.models.piece import Confidentiality, Consent, EvidenceReader, Language, Piece, PieceKind

__all__ = [
    "Citation",
    "Confidentiality",
    "Consent",
    "DrawnPage",
    "DrawnState",
    "EvidenceReader",
    "Language",
    "Piece",
    "PieceKind",
    "PlaceKind",
    "Safety",
    "UploadTicket",
    "Version",
]
