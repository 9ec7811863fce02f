@echo off
rem Starts Lanista from its distribution: lib\ is the class path, plugins\ holds the bundles.
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" %LANISTA_JAVA_OPTIONS% -Dlanista.home="%home%" -cp "%home%\lib\*" io.lanista.cli.Main %*
exit /b %ERRORLEVEL%
