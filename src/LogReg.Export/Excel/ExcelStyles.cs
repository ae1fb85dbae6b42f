using System.Drawing;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace LogReg.Export.Excel;

/// <summary>How cells look.</summary>
internal sealed class ExcelStyles
{
    private static readonly Color Field = Color.FromArgb(0xFF, 0xF2, 0xCC);
    private static readonly Color Band = Color.FromArgb(0xE7, 0xEC, 0xF3);

    /// <param name="workbook">The workbook.</param>
    public ExcelStyles(Spreadsheet workbook)
    {
        Title = workbook.AddStyle(new Style { Font = { Bold = true, Size = 14 } });
        Header = workbook.AddStyle(new Style { Font = { Bold = true }, Fill = { Color = Band } });
        Text = workbook.AddStyle(new Style { Format = NumberFormat.Custom("@") });
        Number = workbook.AddStyle(new Style { Fill = { Color = Field } });
        Level = workbook.AddStyle(new Style { Fill = { Color = Field }, Format = NumberFormat.Custom("@") });
        Date = workbook.AddStyle(new Style { Fill = { Color = Field }, Format = NumberFormat.Custom("yyyy-mm-dd") });
        Time = workbook.AddStyle(new Style { Fill = { Color = Field }, Format = NumberFormat.Custom("yyyy-mm-dd hh:mm") });
        Probability = workbook.AddStyle(new Style { Font = { Bold = true }, Format = NumberFormat.Custom("0.0%") });
        Strong = workbook.AddStyle(new Style { Font = { Bold = true } });
    }

    /// <summary>The first line of a sheet.</summary>
    public StyleId Title { get; }

    /// <summary>The head of a table.</summary>
    public StyleId Header { get; }

    /// <summary>A text that is not taken for a number, a date or a formula when a person edits it.</summary>
    public StyleId Text { get; }

    /// <summary>A field for a number.</summary>
    public StyleId Number { get; }

    /// <summary>A field for a level.</summary>
    public StyleId Level { get; }

    /// <summary>A field for a date.</summary>
    public StyleId Date { get; }

    /// <summary>A field for a date with a time.</summary>
    public StyleId Time { get; }

    /// <summary>A probability.</summary>
    public StyleId Probability { get; }

    /// <summary>A result.</summary>
    public StyleId Strong { get; }
}
