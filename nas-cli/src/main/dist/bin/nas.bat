@echo off
rem Starts Lanista from its distribution: lib\ is the class path, plugins\ holds the bundles, cache\ what makes starts quicker.
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"

rem A JDK says in a file which version it is; asking it costs the start of a JVM.
set "version="
if defined JAVA_HOME if exist "%JAVA_HOME%\release" for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%JAVA_HOME%\release"') do set "version=%%~v"
if not defined version for /f "tokens=3" %%v in ('call "%java%" -version 2^>^&1 ^| findstr "version"') do set "version=%%~v"
if not defined version goto :none
for /f "delims=.-+_" %%m in ("%version%") do set "major=%%m"
if %major% LSS 17 goto :old
set "quiet="
if %major% GEQ 24 set "quiet=--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"

rem ONNX Runtime, where somebody has put it beside, reports to nobody.
set "ORT_DISABLE_TELEMETRY=1"

rem Classes that the JVM has read and checked beforehand, as in the script for other systems; without them, all works the same.
rem The size of the archive is in its name: one that was cut short isn't used, and is made anew.
set "archive="
for %%a in ("%home%\cache\classes-%version%-*.jsa") do if "%%~nxa"=="classes-%version%-%%~za.jsa" set "archive=%%~fa"
if "%~1"=="run" if not defined archive call :prepare
set "shared="
if defined archive if exist "%archive%" for %%a in ("%archive%") do if %%~za GTR 0 set shared="-XX:SharedArchiveFile=%archive%"

rem What is over in a moment, or waits nearly always, isn't worth the second, slower compiler.
set "short="
for %%c in (ls best show space plugins layers schema journal --version -V --help -h) do if "%~1"=="%%c" set "short=-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3"
for %%c in (report plot) do if "%~1"=="%%c" set "short=-XX:TieredStopAtLevel=1"
if "%~1"=="dashboard" set "short=-XX:TieredStopAtLevel=1"
if "%~1"=="dashboard" for %%c in (%*) do if "%%~c"=="--control" set "short="

"%java%" -XX:+UseSerialGC %short% %quiet% -Xlog:cds=off -Xlog:cds+dynamic=off %shared% %LANISTA_JAVA_OPTIONS% -Dlanista.home="%home%" -cp "%home%\lib\*" io.lanista.cli.Main %*
exit /b %ERRORLEVEL%

:none
echo nas: no Java was found; install Java 17 or newer, and put it on the PATH or set JAVA_HOME to it. 1>&2
exit /b 2

:old
echo nas: the Java at "%java%" is version %version%; Lanista needs 17 or newer (set JAVA_HOME to one). 1>&2
exit /b 2

:prepare
if not exist "%home%\cache" mkdir "%home%\cache" 2>nul
del /q "%home%\cache\classes-%version%-*.jsa" 2>nul
rem An empty file says that it was tried in vain; where none can be written, it isn't tried.
set "archive=%home%\cache\classes-%version%-0.jsa"
(type nul >"%archive%") 2>nul
if not exist "%archive%" exit /b 0
echo nas: preparing quicker starts with Java %version%; this is done once, and takes a few seconds. 1>&2
set "scratch=%TEMP%\lanista-%RANDOM%-%RANDOM%"
mkdir "%scratch%"
"%java%" -XX:+UseSerialGC %quiet% -Xlog:cds=off -Xlog:cds+dynamic=off -XX:ArchiveClassesAtExit="%scratch%\classes" -Dlanista.home="%home%" -cp "%home%\lib\*" io.lanista.cli.WarmUp "%home%\warm-up.yaml" "%scratch%\runs" >nul 2>nul
set "fresh=%archive%.%RANDOM%"
if exist "%scratch%\classes" copy /b /y "%scratch%\classes" "%fresh%" >nul
if exist "%fresh%" for %%a in ("%fresh%") do set "archive=%home%\cache\classes-%version%-%%~za.jsa"
if exist "%fresh%" move /y "%fresh%" "%archive%" >nul && del /q "%home%\cache\classes-%version%-0.jsa" 2>nul
rmdir /s /q "%scratch%"
exit /b 0
