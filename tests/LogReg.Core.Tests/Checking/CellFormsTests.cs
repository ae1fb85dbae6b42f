using LogReg.Checking;

namespace LogReg.Tests.Checking;

public class CellFormsTests
{
    [Theory]
    [InlineData("abc", nameof(CellForm.Text))]
    [InlineData("", nameof(CellForm.Text))]
    [InlineData("Infinity", nameof(CellForm.Text))]
    [InlineData("1.5e3", nameof(CellForm.Number))]
    [InlineData("-7", nameof(CellForm.Number))]
    [InlineData("3,5", nameof(CellForm.DecimalComma))]
    [InlineData("-0,25", nameof(CellForm.DecimalComma))]
    [InlineData("1.234,5", nameof(CellForm.DecimalComma))]
    [InlineData("1,234", nameof(CellForm.Thousands))]
    [InlineData("1,234,567.89", nameof(CellForm.Thousands))]
    [InlineData("1'234.5", nameof(CellForm.Thousands))]
    [InlineData("1 234", nameof(CellForm.Thousands))]
    [InlineData("12,34,56", nameof(CellForm.Text))]
    [InlineData("$12.50", nameof(CellForm.Currency))]
    [InlineData("-$1,200", nameof(CellForm.Currency))]
    [InlineData("12 €", nameof(CellForm.Currency))]
    [InlineData("EUR 12", nameof(CellForm.Currency))]
    [InlineData("12.5%", nameof(CellForm.Percent))]
    [InlineData("12 %", nameof(CellForm.Percent))]
    [InlineData("70 kg", nameof(CellForm.Unit))]
    [InlineData("1st", nameof(CellForm.Unit))]
    [InlineData("h12", nameof(CellForm.Text))]
    [InlineData("2024-01-31", nameof(CellForm.Date))]
    [InlineData("2024-01-31 12:30:05", nameof(CellForm.Date))]
    [InlineData("2024-01-31T12:30:05Z", nameof(CellForm.Date))]
    [InlineData("31.12.2024", nameof(CellForm.Date))]
    [InlineData("12/31/24", nameof(CellForm.Date))]
    [InlineData("31-Dec-2024", nameof(CellForm.Date))]
    [InlineData("2024-13-01", nameof(CellForm.Text))]
    public void Of_Text_IsItsForm(string text, string form) => Assert.Equal(form, CellForms.Of(text).ToString());
}
