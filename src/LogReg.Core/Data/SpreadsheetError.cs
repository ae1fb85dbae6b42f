using System.Text;

namespace LogReg.Data;

/// <summary>The values that spreadsheets export for a formula without a result, such as <c>#DIV/0!</c> or <c>#N/A</c>: they say that there
/// is no value.</summary>
internal static class SpreadsheetError
{
    private const int Longest = 24;

    // Those of Excel, LibreOffice and Google Sheets, in the languages of their users; of other languages a column has stray texts, for
    // which its reader is asked what they mean.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = new HashSet<string>(
    [
        "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#N/A", "#N/A N/A", "#NA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
        "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#EXTERNAL!", "#PYTHON!", "#ERROR!",
        "#GETTING_DATA", "#MACRO", "#WERT!", "#BEZUG!", "#ZAHL!", "#NV", "#ÜBERLAUF!", "#KALK!", "#FELD!", "#VALEUR!", "#NOM?", "#NOMBRE!",
        "#NUL!", "#N/D", "#PROPAGATION!", "#DÉBORDEMENT!", "#¡VALOR!", "#¡REF!",
        "#¿NOMBRE?", "#¡NUM!", "#¡NULO!", "#¡DIV/0!", "#¡DESBORDAMIENTO!", "#VALOR!", "#NOMBRE?", "#NULO!", "#NOME?", "#NÚM!", "#DESPEJAR!",
        "#VALORE!", "#RIF!", "#NULLO!", "#N/DISP", "#WAARDE!", "#NAAM?",
        "#GETAL!", "#VERW!", "#LEEG!", "#DEEL/0!", "#OVERLOOP!", "#N/B", "#ARG!", "#NAZWA?", "#LICZBA!", "#ADR!", "#DZIEL/0!", "#ZERO!",
        "#VÄRDEFEL!", "#NAMN?", "#OGILTIGT!", "#REFERENS!", "#DIVISION/0!",
        "#SKÄRNING!", "#SAKNAS!", "#VERDI!", "#NAVN?", "#VÆRDI!", "#NUM", "#I/T", "#I/A", "#ARVO!", "#NIMI?", "#LUKU!", "#VIITTAUS!",
        "#JAKO/0!", "#PUUTTUU!", "#HODNOTA!", "#NÁZEV?", "#ČÍSLO!", "#ODKAZ!",
        "#DĚLENÍ_NULOU!", "#ÉRTÉK!", "#NÉV?", "#SZÁM!", "#HIV!", "#ZÉRÓOSZTÓ!", "#HIÁNYZIK", "#DEĞER!", "#AD?", "#SAYI!", "#BAŞV!",
        "#SAYI/0!", "#YOK", "#ЗНАЧ!", "#ИМЯ?", "#ЧИСЛО!", "#ССЫЛКА!", "#ДЕЛ/0!", "#Н/Д", "#ПУСТО!",
    ],
    StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a trimmed text is one.</summary>
    public static bool Is(ReadOnlySpan<byte> utf8) => utf8.Length is > 2 and <= Longest && utf8[0] switch
    {
        (byte)'#' => IsNamed(utf8),
        (byte)'E' => utf8.Length is 7 && utf8.StartsWith("Err:"u8) && !utf8[4..].ContainsAnyExceptInRange((byte)'0', (byte)'9'),
        _ => false,
    };

    private static bool IsNamed(ReadOnlySpan<byte> utf8)
    {
        Span<char> text = stackalloc char[Longest];
        return Encoding.UTF8.TryGetChars(utf8, text, out int length) && Names.Contains(text[..length]);
    }
}
